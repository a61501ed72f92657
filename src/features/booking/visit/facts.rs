//! When, where, and what to take along.

use super::Shown;
use crate::features::booking::{terms, words};
use crate::i18n::tr;
use crate::paths;
use crate::ui::link::Link;
use domain::wire::booking::Booking;
use leptos::prelude::*;

pub(super) fn facts(shown: Shown) -> AnyView {
    let booking = shown.booking;
    let when = Memo::new(move |_| shown.when());
    let far = Memo::new(move |_| {
        let now = shown.now.get();
        booking.with(|booking| match shown.over() {
            None => terms::in_days(booking.starts_at, booking.place.utc_offset, now),
            Some(_) => String::new(),
        })
    });
    let far = move || {
        let far = far.get();
        (!far.is_empty()).then(|| view! { ", " {far} })
    };
    let minutes = Memo::new(move |_| booking.with(|booking| u32::from(booking.minutes)));
    let fixed = booking.get_untracked();
    let zone = words::zone(&fixed.place.city, fixed.place.utc_offset);
    let operation = fixed.operation.clone().map(|name| row(tr::visit::which(), name.into_any()));
    let place = view! {
        {fixed.place.name.clone()} <br/>
        {words::address(&fixed.place.city, &fixed.place.address)}
    };
    let case =
        view! { <Link href=paths::application(&fixed.application) text=fixed.number.clone()/> };
    view! {
        <dl class="summary">
            {row(tr::visit::when(), view! {
                <b>{move || when.get()} {far}</b> <br/>
                {zone} <br/>
                {move || tr::visit::minutes(minutes.get())}
            }.into_any())}
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
