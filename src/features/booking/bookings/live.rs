//! The citizen's bookings, kept up to date by the case stream.

use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::clock;
use crate::platform::effect::watch;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Known, Listener};
use chrono::DateTime;
use domain::wire::booking::Bookings;
use leptos::prelude::*;

/// Fetches the bookings, and again when a case changes. Announces that the list has changed.
pub(super) fn bookings() -> Fetched<Bookings> {
    let known = Known::asked_now();
    let bookings = Fetched::new(fetch).unless_same().after_changes();
    // `unless_same` drops an equal answer, so only real changes are announced.
    watch(
        move || matches!(bookings.outcome(), Some(Ok(()))),
        move |is_there, was_there| {
            if *is_there && *was_there {
                live::say("bookings", tr::bookings::changed());
            }
        },
    );
    let changed = Callback::new(move |_| bookings.refreshed());
    let refresh = Callback::new(move |()| bookings.refreshed());
    live::listen(known, Listener { changed, refresh });
    bookings
}

/// Moves the server time from the answer into the clock, so that answers with the same bookings compare equal.
async fn fetch() -> Result<Bookings, ApiError> {
    let mut bookings = api::bookings::list().await?;
    clock::set_server(bookings.now);
    bookings.now = DateTime::UNIX_EPOCH;
    for booking in &mut bookings.bookings {
        booking.now = DateTime::UNIX_EPOCH;
    }
    Ok(bookings)
}
