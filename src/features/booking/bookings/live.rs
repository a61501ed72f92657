//! The citizen's visits, live.

use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::clock;
use crate::platform::effect::watch;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Known, Listener};
use chrono::DateTime;
use domain::wire::booking::Bookings;
use leptos::prelude::*;

/// Fetches the visits, and again when a case changes.
pub(super) fn bookings() -> Fetched<Bookings> {
    let known = Known::asked_now();
    let bookings = Fetched::new(fetch).unless_same();
    let announcer = Announcer::current();
    // An answer that tells what is shown already is no change.
    watch(
        move || matches!(bookings.outcome(), Some(Ok(()))),
        move |is_there, was_there| {
            if let (true, true, Some(announcer)) = (is_there, was_there, announcer) {
                announcer.say(tr::bookings::changed());
            }
        },
    );
    let changed = Callback::new(move |_| bookings.refreshed());
    let refresh = Callback::new(move |()| bookings.refreshed());
    live::listen(known, Listener { changed, refresh });
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
