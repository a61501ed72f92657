//! Texts about visits.

use crate::i18n::dates;
use crate::i18n::tr;
use domain::booking::{ChangeLock, NotBookable, UtcOffset, from_moscow, move_until};
use domain::values::Phone;
use domain::wire::booking::{Booking, Need};
use leptos::prelude::*;

/// Start of a booked visit, worded for the middle of a sentence.
pub(super) fn of_booking(booking: &Booking) -> String {
    dates::day_and_time_in_sentence(booking.starts_at, booking.place.utc_offset)
}

/// `Время местное: Екатеринбург (МСК+2)`.
pub(super) fn zone(city: &str, offset: UtcOffset) -> String {
    tr::zone::Local { city, zone: &moscow(offset) }.text()
}

/// Why no date can be chosen, and what to do.
pub(super) fn lock(lock: NotBookable) -> String {
    match lock {
        NotBookable::NotApproved => tr::lock::not_approved(),
        NotBookable::NeedsInfo => tr::lock::needs_info(),
        NotBookable::Decided => tr::lock::decided(),
        NotBookable::Refused => tr::lock::refused(),
        NotBookable::Withdrawn => tr::lock::withdrawn(),
    }
}

/// Why a booking cannot be moved, and what to do.
pub(super) fn change_lock(booking: &Booking, lock: ChangeLock) -> String {
    match lock {
        ChangeLock::Cancelled => tr::lock::cancelled_booking(),
        ChangeLock::Past => tr::visit::past_text(),
        ChangeLock::LessThanDay => {
            let offset = booking.place.utc_offset;
            tr::visit::move_over(&dates::near_day_and_time(move_until(booking.starts_at), offset))
        }
    }
}

/// A special need for the visit, in the citizen's words.
pub(super) fn need(need: Need) -> String {
    match need {
        Need::Wheelchair => tr::visit::wheelchair(),
        Need::SignLanguage => tr::visit::sign_language(),
        Need::Escort => tr::visit::escort(),
        Need::Companion => tr::visit::companion(),
    }
}

/// `Уфа, Кленовая улица, 14`.
pub(super) fn address(city: &str, address: &str) -> String {
    format!("{city}, {address}")
}

/// Phone number as a link that calls it.
pub(super) fn phone(number: &str) -> AnyView {
    let pretty = pretty(number);
    let label = tr::visit::call(&pretty);
    view! { <a href=format!("tel:{number}") aria-label=label>{pretty}</a> }.into_any()
}

/// `+7 347 200-00-01`.
pub(super) fn pretty(phone: &str) -> String {
    let pretty = Phone::parse(phone).map_or_else(|_| phone.to_owned(), |phone| phone.pretty());
    pretty.replace(' ', "\u{a0}")
}

/// `МСК+2`: in Russia time zones are counted from Moscow.
fn moscow(offset: UtcOffset) -> String {
    tr::zone::moscow(&from_moscow(offset))
}
