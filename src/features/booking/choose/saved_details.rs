//! What is typed about a visit and not booked yet, kept in this browser: sealed, so that nobody else at the same computer
//! can read it. It outlives the page and a reload.

use crate::api::ApiError;
use crate::api::json;
use crate::platform::effect::watch;
use crate::platform::timer::Timer;
use crate::platform::unsaved as storage;
pub(super) use crate::platform::unsaved::restored;
use crate::state::{action, key};
use domain::wire::booking::VisitDetails;
use leptos::prelude::*;

/// Milliseconds at most from a change until it is saved.
const PAUSE: u32 = 200;

/// What an earlier visit to the page left behind for the application. `fetched`: whether the key could be had.
///
/// # Errors
/// That it could not although something lies there: going on without it would write over that.
pub(super) fn recover(
    application: &str,
    fetched: Result<(), ApiError>,
) -> Result<Option<VisitDetails>, ApiError> {
    let name = storage_key(application);
    let Some(sealed) = storage::get(&name) else { return Ok(None) };
    fetched?;
    Ok(key::open(&name, &sealed).and_then(|text| json::from_str(&text).ok()))
}

/// Saves what is typed, the last letters before the page goes as well.
#[derive(Debug, Clone, Copy)]
pub(super) struct SavedDetails {
    key: StoredValue<String>,
    details: RwSignal<VisitDetails>,
    /// Something is typed that is not saved yet.
    is_due: StoredValue<bool>,
    pause: Timer,
}

impl SavedDetails {
    /// Begins to, as long as the owner lives.
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

    /// The visit for `application` is booked; the page may be gone.
    pub(super) fn forget(self, application: &str) {
        self.is_due.try_set_value(false);
        self.pause.clear();
        storage::forget(&storage_key(application));
    }

    /// Without the key it stays due, and is saved once that is there.
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
    format!("{}{application}", storage::VISITS)
}
