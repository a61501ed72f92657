//! The citizen's visits, live.

use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::live::{self, Listener};
use crate::platform::{clock, focus};
use crate::shell::announcer::Announcer;
use crate::shell::fetched::Fetched;
use chrono::DateTime;
use domain::wire::booking::Bookings;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Fetches the visits, and again when a case changes.
pub(super) fn bookings() -> Fetched<Bookings> {
    let bookings = Fetched::new(fetch);
    let announcer = Announcer::current();
    let refresh = Callback::new(move |()| {
        spawn_local(async move {
            // What is shown stays when nothing new can be had.
            let fresh = Some(Ok(match fetch().await {
                Ok(fresh) => fresh,
                Err(_) => return,
            }));
            let is_new = bookings.value.try_with_untracked(|shown| *shown != fresh);
            if is_new == Some(true) {
                focus::keep(move || {
                    bookings.value.try_set(fresh);
                });
                if let Some(announcer) = announcer {
                    announcer.say(tr::bookings::changed());
                }
            }
        });
    });
    let changed = Callback::new(move |_| refresh.run(()));
    live::listen(None, Listener { changed, refresh });
    bookings
}

/// The clock is taken out of the answer, so that two answers that tell the same are equal.
async fn fetch() -> Result<Bookings, ApiError> {
    let mut bookings = api::bookings::list().await?;
    clock::set_server(bookings.now);
    bookings.now = DateTime::UNIX_EPOCH;
    for booking in &mut bookings.bookings {
        booking.now = DateTime::UNIX_EPOCH;
    }
    Ok(bookings)
}
