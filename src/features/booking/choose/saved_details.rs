//! Saves the details typed for a booking in this browser, so that they survive leaving the page and a reload. They are
//! sealed (encrypted), so that nobody else at the same computer can read them.

use crate::api::ApiError;
use crate::api::json;
use crate::platform::effect::watch;
use crate::platform::timer::Timer;
use crate::platform::unsaved as storage;
pub(super) use crate::platform::unsaved::restored;
use crate::state::{action, key};
use domain::wire::booking::VisitDetails;
use leptos::prelude::*;

/// Longest time in milliseconds between a change and its saving.
const PAUSE: u32 = 200;

/// Details saved earlier for the application. `fetched`: whether the key could be fetched.
///
/// # Errors
/// The key could not be fetched although details are saved: continuing without it would overwrite them.
pub(super) fn recover(
    application: &str,
    fetched: Result<(), ApiError>,
) -> Result<Option<VisitDetails>, ApiError> {
    let name = storage_key(application);
    let Some(sealed) = storage::get(&name) else { return Ok(None) };
    fetched?;
    Ok(key::open(&name, &sealed).and_then(|text| json::from_str(&text).ok()))
}

/// Saves the details while the citizen types, and once more when the page is left.
#[derive(Debug, Clone, Copy)]
pub(super) struct SavedDetails {
    key: StoredValue<String>,
    details: RwSignal<VisitDetails>,
    /// There are unsaved changes.
    is_due: StoredValue<bool>,
    pause: Timer,
}

impl SavedDetails {
    /// Starts saving changes until the owner is disposed.
    pub(super) fn follow(application: &str, details: RwSignal<VisitDetails>) -> Self {
        let saved = Self {
            key: StoredValue::new(storage_key(application)),
            details,
            is_due: StoredValue::new(false),
            pause: Timer::new(),
        };
        watch(
            move || details.track(),
            move |(), ()| {
                if !saved.is_due.get_value() {
                    saved.is_due.set_value(true);
                    saved.pause.set(PAUSE, move || saved.save());
                }
            },
        );
        on_cleanup(move || {
            if key::is_there() {
                saved.save();
            }
        });
        saved
    }

    /// Deletes the saved details after `application` is booked; the page may be gone by then.
    pub(super) fn forget(self, application: &str) {
        self.is_due.try_set_value(false);
        self.pause.clear();
        storage::forget(&storage_key(application));
    }

    /// Saves unsaved changes. Without the key, fetches it first.
    fn save(self) {
        if self.is_due.try_get_value() != Some(true) {
            return;
        }
        if key::is_there() {
            self.is_due.set_value(false);
            let text = self.details.with_untracked(|details| serde_json::to_string(details).ok());
            self.key.with_value(|name| {
                let sealed = text.and_then(|text| key::close(name, &text));
                sealed.iter().for_each(|sealed| storage::set(name, sealed));
            });
        } else {
            action::commit(async move {
                if key::fetch().await.is_ok() && key::is_there() {
                    self.save();
                }
            });
        }
    }
}

fn storage_key(application: &str) -> String {
    format!("{}{application}", storage::BOOKING_DETAILS)
}
