//! The examination or operation of a case: its date, a link to choose one, or why there is none yet.

use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::paths;
use crate::platform::clock;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use chrono::{DateTime, Utc};
use domain::booking::{NotBookable, Visit};
use domain::wire::application::{CaseBooking, CaseVisit};
use domain::wire::booking::Transfer;
use leptos::prelude::*;

/// `None` if the case has no visit and will not have one.
pub(super) fn section(application: &str, visit: CaseVisit) -> Option<AnyView> {
    let can_choose = can_choose(&visit);
    let lock = visit.lock.filter(|_| visit.booking.is_none());
    let why = match lock {
        None => None,
        Some(NotBookable::NotApproved) => Some(tr::case::visit_not_approved()),
        Some(NotBookable::NeedsInfo) => Some(tr::case::visit_needs_info()),
        Some(NotBookable::Decided | NotBookable::Refused | NotBookable::Withdrawn) => return None,
    };
    let (title, text) = match visit.visit {
        Visit::Examination => (tr::case::visit_examination(), tr::case::visit_choose_examination()),
        Visit::Operation => (tr::case::visit_operation(), tr::case::visit_choose_operation()),
    };
    let choose = can_choose.then(|| {
        view! { <p>{text}</p> <p>{choose(application, tr::case::visit_choose())}</p> }
    });
    let view = view! {
        <h2>{title}</h2>
        {visit.booking.as_ref().map(|booking| match &booking.transfer {
            Some(transfer) if is_ahead(booking) => moving(booking, transfer),
            _ => booked(booking),
        })}
        {why.map(|why| view! { <p>{why}</p> })}
        {choose}
    };
    Some(view.into_any())
}

/// Whether choosing a date is the next step: none is chosen, or the visit is over and another one is possible.
pub(super) fn can_choose(visit: &CaseVisit) -> bool {
    visit.lock.is_none() && !visit.booking.as_ref().is_some_and(is_ahead)
}

/// Step that the citizen has to take about the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Date,
    /// An answer to the time that the institution proposes.
    Answer,
    /// Another time instead of one that the institution cannot keep.
    OtherTime,
}

pub(super) fn wanted(visit: &CaseVisit) -> Option<Wanted> {
    if can_choose(visit) {
        return Some(Wanted::Date);
    }
    let booking = visit.booking.as_ref().filter(|booking| is_ahead(booking))?;
    let transfer = booking.transfer.as_ref()?;
    Some(if transfer.awaits(clock::server()) { Wanted::Answer } else { Wanted::OtherTime })
}

/// Link to choosing a date.
pub(super) fn choose(application: &str, text: String) -> AnyView {
    let href = paths::choose(application);
    view! { <Link href=href class="button button--primary" text=text/> }.into_any()
}

fn booked(booking: &CaseBooking) -> AnyView {
    let when = when(booking, booking.starts_at);
    let text =
        if is_ahead(booking) { tr::case::visit_at(&when) } else { tr::case::visit_was(&when) };
    let city = booking.city.get(i18n::language());
    let zone = (!city.is_empty()).then(|| tr::case::visit_city(city));
    let href = paths::booking(&booking.id);
    view! {
        <p>{text} " " {zone}</p>
        <p><Link href=href text=tr::case::visit_open()/></p>
    }
    .into_any()
}

/// The institution cannot keep the time: the citizen answers what it proposes, or chooses another.
fn moving(booking: &CaseBooking, transfer: &Transfer) -> AnyView {
    let (href, text, button) = if transfer.awaits(clock::server()) {
        let until = dates::near_day_and_time(transfer.answer_by, booking.utc_offset);
        let text =
            tr::case::VisitOffered { until: &until, when: &when(booking, transfer.starts_at) }
                .text();
        (paths::booking(&booking.id), text, tr::case::visit_answer())
    } else {
        let text = tr::case::visit_not_kept(&when(booking, booking.starts_at));
        (paths::move_booking(&booking.id), text, tr::case::visit_other())
    };
    view! {
        <Notice tone=Tone::Warn>
            <p>{text}</p>
            <p><Link href=href class="button button--primary" text=button/></p>
        </Notice>
    }
    .into_any()
}

/// Day and time in the time zone of the institution, worded for the middle of a sentence.
fn when(booking: &CaseBooking, at: DateTime<Utc>) -> String {
    dates::day_and_time_in_sentence(at, booking.utc_offset)
}

fn is_ahead(booking: &CaseBooking) -> bool {
    booking.is_ahead(clock::server())
}
