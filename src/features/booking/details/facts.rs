//! When, where, and what to take along.

use super::shown::Shown;
use crate::features::booking::{terms, words};
use crate::i18n::tr;
use crate::paths;
use crate::ui::link::Link;
use domain::booking::BookingState;
use domain::wire::booking::Booking;
use leptos::prelude::*;

pub(super) fn facts(shown: Shown) -> AnyView {
    let booking = shown.booking;
    // The notice that the visit is booked already shows the time.
    let is_told = Memo::new(move |_| shown.stands());
    // A cancelled time, or one that the institution cannot keep, is shown muted as the former time.
    let is_off = Memo::new(move |_| {
        shown.booking.with(|b| b.transfer.is_some() || b.state == BookingState::Cancelled)
    });
    let when = move || {
        (!is_told.get()).then(|| {
            let (name, value) = if is_off.get() {
                (tr::visit::was(), view! { <span class="muted">{time(shown)}</span> }.into_any())
            } else {
                (tr::visit::when(), view! { <b>{time(shown)}</b> <br/> {zone(shown)} }.into_any())
            };
            row(name, value)
        })
    };
    let is_open = Memo::new(move |_| shown.over().is_none());
    let fixed = booking.get_untracked();
    let href = paths::application(&fixed.application);
    let take = move || {
        let take = || match shown.is_operation() {
            true => row(tr::visit::prepare(), prepare(href.clone())),
            false => row(tr::visit::take(), tr::visit::take_text().into_any()),
        };
        is_open.get().then(take)
    };
    let operation = fixed.operation.clone().map(|name| row(tr::visit::which(), name.into_any()));
    let place = view! {
        {fixed.place.name.clone()} <br/>
        {words::address(&fixed.place.city, &fixed.place.address)}
    };
    let case =
        view! { <Link href=paths::application(&fixed.application) text=fixed.number.clone()/> };
    view! {
        <dl class="summary">
            {when}
            {operation}
            {row(tr::visit::place(), place.into_any())}
            {row(tr::visit::phone(), words::phone(&fixed.place.phone))}
            {row(tr::visit::case(), case.into_any())}
            {take}
            {details(&fixed)}
        </dl>
    }
    .into_any()
}

/// When the visit begins, and in how many days by the calendar of the institution.
pub(super) fn when_and_far(shown: Shown) -> AnyView {
    let far = Memo::new(move |_| {
        let now = shown.now.get();
        shown.booking.with(|booking| match shown.over() {
            None => terms::in_days(booking.starts_at, booking.place.utc_offset, now),
            Some(_) => String::new(),
        })
    });
    let far = move || {
        let far = far.get();
        (!far.is_empty()).then(|| view! { ", " {far} })
    };
    view! { <b>{time(shown)}</b> {far} }.into_any()
}

fn time(shown: Shown) -> AnyView {
    let when = Memo::new(move |_| shown.when());
    (move || when.get()).into_any()
}

fn zone(shown: Shown) -> String {
    shown
        .booking
        .with_untracked(|booking| words::zone(&booking.place.city, booking.place.utc_offset))
}

/// Time zone and duration of the visit. An operation has none: its time is when to come, and one stays at the hospital.
pub(super) fn hours(shown: Shown) -> AnyView {
    let minutes = Memo::new(move |_| shown.booking.with(|booking| u32::from(booking.minutes)));
    let takes = move || match minutes.get() {
        60 => tr::visit::hour(),
        minutes => tr::visit::minutes(minutes),
    };
    let takes = (!shown.is_operation()).then(|| view! { " " {takes} });
    view! { {zone(shown)} "." {takes} }.into_any()
}

/// Where the instructions are: the hospital may change them until the day.
fn prepare(application: String) -> AnyView {
    let link = view! { <Link href=application text=tr::visit::prepare_where()/> };
    view! { {tr::visit::prepare_text()} " " {link} }.into_any()
}

/// Details that the citizen gave to the institution, without the empty ones.
fn details(booking: &Booking) -> Vec<AnyView> {
    let details = &booking.details;
    let needs: Vec<_> = details.needs.iter().map(|need| words::need(*need)).collect();
    let lines = [
        (tr::visit::your_phone(), words::pretty(&details.phone)),
        (tr::visit::needs(), needs.join("\n")),
        (tr::visit::comment(), details.comment.clone()),
    ];
    let said = lines.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(name, text)| row(name, text.into_any())).collect()
}

fn row(name: String, value: AnyView) -> AnyView {
    view! { <div class="summary__row"><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}
