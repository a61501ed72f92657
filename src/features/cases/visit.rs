//! The examination or operation of a case: its date, the way to one, or why there is none yet.

use crate::i18n::tr;
use crate::paths::{self, BookingStep, ChooseStep};
use crate::platform::{clock, dates};
use crate::ui::link::Link;
use domain::booking::{NotBookable, Visit, local_day};
use domain::wire::application::{CaseBooking, CaseVisit};
use leptos::prelude::*;

/// Nothing where no visit was or will be.
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
        {visit.booking.as_ref().map(booked)}
        {why.map(|why| view! { <p>{why}</p> })}
        {choose}
    };
    Some(view.into_any())
}

/// Whether choosing a date is the next step: none is chosen, or the visit is over and another one is possible.
pub(super) fn can_choose(visit: &CaseVisit) -> bool {
    visit.lock.is_none() && !visit.booking.as_ref().is_some_and(is_ahead)
}

/// The way to the choice of a date.
pub(super) fn choose(application: &str, text: String) -> AnyView {
    let href = paths::choose(application, &ChooseStep::Institution);
    view! { <Link href=href class="button button--primary" text=text/> }.into_any()
}

fn booked(booking: &CaseBooking) -> AnyView {
    let day = dates::full_day_in_sentence(local_day(booking.starts_at, booking.utc_offset));
    let time = dates::local_time(booking.starts_at, booking.utc_offset);
    let when = format!("{day}, {time}");
    let text =
        if is_ahead(booking) { tr::case::visit_at(&when) } else { tr::case::visit_was(&when) };
    let href = paths::booking(&booking.id, BookingStep::Show);
    view! { <p>{text} " " <Link href=href text=tr::case::visit_open()/></p> }.into_any()
}

fn is_ahead(booking: &CaseBooking) -> bool {
    clock::server() < booking.starts_at
}
