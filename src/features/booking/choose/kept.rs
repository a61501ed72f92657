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

/// Milliseconds at most from a change until it is kept.
const PAUSE: u32 = 200;

/// What an earlier visit to the page left behind for the application. `fetched`: whether the key could be had.
///
/// # Errors
/// That it could not although something lies there: going on without it would write over that.
pub(super) fn recover(
    application: &str,
    fetched: Result<(), ApiError>,
) -> Result<Option<VisitDetails>, ApiError> {
    let place = place(application);
    let Some(sealed) = storage::get(&place) else { return Ok(None) };
    fetched?;
    Ok(key::open(&place, &sealed).and_then(|text| json::from_str(&text).ok()))
}

/// Keeps what is typed, also what was typed last before the page goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    place: StoredValue<String>,
    details: RwSignal<VisitDetails>,
    /// Something is typed that is not kept yet.
    is_due: StoredValue<bool>,
    pause: Timer,
}

impl Kept {
    /// Begins to, as long as the owner lives.
    pub(super) fn follow(application: &str, details: RwSignal<VisitDetails>) -> Self {
        let kept = Self {
            place: StoredValue::new(place(application)),
            details,
            is_due: StoredValue::new(false),
            pause: Timer::new(),
        };
        watch(
            move || details.track(),
            move |(), ()| {
                if !kept.is_due.get_value() {
                    kept.is_due.set_value(true);
                    kept.pause.set(PAUSE, move || kept.keep());
                }
            },
        );
        on_cleanup(move || {
            if key::is_there() {
                kept.keep();
            }
        });
        kept
    }

    /// The visit for `application` is booked; the page may be gone.
    pub(super) fn forget(self, application: &str) {
        self.is_due.try_set_value(false);
        self.pause.clear();
        storage::forget(&place(application));
    }

    /// Without the key it stays due, and is kept once that is there.
    fn keep(self) {
        if self.is_due.try_get_value() != Some(true) {
            return;
        }
        if key::is_there() {
            self.is_due.set_value(false);
            let text = self.details.with_untracked(|details| serde_json::to_string(details).ok());
            self.place.with_value(|place| {
                let sealed = text.and_then(|text| key::close(place, &text));
                sealed.iter().for_each(|sealed| storage::set(place, sealed));
            });
        } else {
            action::commit(async move {
                if key::fetch().await.is_ok() && key::is_there() {
                    self.keep();
                }
            });
        }
    }
}

fn place(application: &str) -> String {
    format!("{}{application}", storage::VISITS)
}
