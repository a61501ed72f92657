//! The examination or operation of a case, for its pages.

use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::paths;
use crate::platform::clock;
use crate::ui::link::Link;
use chrono::{DateTime, Utc};
use domain::wire::application::{Application, CaseBooking, CaseVisit};
use leptos::prelude::*;

/// Whether choosing a date is the next step: none is chosen, or the visit is over and another one is possible.
pub(super) fn can_choose(visit: &CaseVisit) -> bool {
    visit.lock.is_none() && !visit.booking.as_ref().is_some_and(is_ahead)
}

/// Link to choosing a date.
pub(super) fn choose(application: &str, text: String) -> AnyView {
    let href = paths::choose(application);
    view! { <Link href=href class="button button--primary" text=text/> }.into_any()
}

pub(super) fn booking(case: &Application) -> Option<&CaseBooking> {
    case.visit.as_ref()?.booking.as_ref()
}

pub(super) fn is_ahead(booking: &CaseBooking) -> bool {
    booking.is_ahead(clock::server())
}

/// Day and time in the time zone of the institution, worded for the middle of a sentence.
pub(super) fn when(booking: &CaseBooking, at: DateTime<Utc>) -> String {
    dates::day_and_time_in_sentence(at, booking.utc_offset)
}

/// When the visit is or was, and by which clock.
pub(super) fn appointment(booking: &CaseBooking) -> String {
    let when = when(booking, booking.starts_at);
    let stands = is_ahead(booking) && booking.transfer.is_none();
    let text = if stands { tr::case::visit_at(&when) } else { tr::case::visit_was(&when) };
    match booking.city.get(i18n::language()) {
        "" => text,
        city => format!("{text} {}", tr::case::visit_city(city)),
    }
}
