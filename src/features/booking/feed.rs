//! The citizen's visits, live.

use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::clock;
use crate::state::action::Latest;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Listener};
use chrono::DateTime;
use domain::wire::booking::Bookings;
use leptos::prelude::*;

/// Fetches the visits, and again when a case changes.
pub(super) fn bookings() -> Fetched<Bookings> {
    let bookings = Fetched::new(fetch).unless_same();
    let announcer = Announcer::current();
    let latest = Latest::new();
    // What the citizen has been told of.
    let known = StoredValue::new(None);
    let refresh = Callback::new(move |()| {
        known.update_value(|known| *known = known.take().or_else(|| bookings.shown_now()));
        latest.run(bookings.refreshed(), move |()| {
            let now = bookings.shown_now();
            let is_news = known.with_value(|known| known.is_some() && *known != now);
            known.set_value(now);
            if let (true, Some(announcer)) = (is_news, announcer) {
                announcer.say(tr::bookings::changed());
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
