//! When, where, and what to take along.

use super::Shown;
use crate::features::booking::{terms, words};
use crate::i18n::tr;
use crate::paths;
use crate::ui::link::Link;
use chrono::{DateTime, Utc};
use domain::booking::UtcOffset;
use domain::wire::booking::Booking;
use leptos::prelude::*;

pub(super) fn facts(shown: Shown) -> AnyView {
    let booking = shown.booking;
    // Who reads that the visit is booked has read when.
    let is_told = Memo::new(move |_| shown.stands());
    let when = move || {
        (!is_told.get()).then(|| {
            let value = view! { {when_and_far(shown, words::when)} <br/> {hours(shown)} };
            row(tr::visit::when(), value.into_any())
        })
    };
    let fixed = booking.get_untracked();
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
            {row(tr::visit::take(), tr::visit::take_text().into_any())}
            {details(&fixed)}
        </dl>
    }
    .into_any()
}

/// When the visit begins, said as `say` says it, and in how many days by the calendar of the institution.
pub(super) fn when_and_far(shown: Shown, say: fn(DateTime<Utc>, UtcOffset) -> String) -> AnyView {
    let when = Memo::new(move |_| {
        shown.booking.with(|booking| say(booking.starts_at, booking.place.utc_offset))
    });
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
    view! { <b>{move || when.get()}</b> {far} }.into_any()
}

/// Whose clock counts, and how long it takes.
pub(super) fn hours(shown: Shown) -> AnyView {
    let zone = shown
        .booking
        .with_untracked(|booking| words::zone(&booking.place.city, booking.place.utc_offset));
    let minutes = Memo::new(move |_| shown.booking.with(|booking| u32::from(booking.minutes)));
    view! { {zone} ". " {move || tr::visit::minutes(minutes.get())} }.into_any()
}

/// What the citizen has told the institution.
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
