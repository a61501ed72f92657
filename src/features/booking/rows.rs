//! Visits as they stand in lists.

use super::{terms, visit, words};
use crate::i18n::tr;
use crate::paths::{self, BookingStep, ChooseStep};
use crate::ui::link::Link;
use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use chrono::{DateTime, Utc};
use domain::booking::{BookingState, Visit};
use domain::wire::booking::{Booking, Unscheduled};
use leptos::prelude::*;

/// Whether the visit is still ahead.
pub(super) fn is_ahead(booking: &Booking, now: DateTime<Utc>) -> bool {
    booking.standing().may_cancel(now).is_ok()
}

/// A part of a list; nothing where it has no rows.
pub(super) fn section(title: String, rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <h2>{title}</h2>
        <ul class="cards">{rows}</ul>
    }
    .into_any()
}

/// A booking; the whole card leads to its page.
pub(super) fn booking(booking: &Booking, now: RwSignal<DateTime<Utc>>) -> AnyView {
    let (at, offset) = (booking.starts_at, booking.place.utc_offset);
    let what = booking.operation.clone().unwrap_or_else(|| kind(booking.visit));
    let is_ahead = is_ahead(booking, now.get_untracked());
    let far = Memo::new(move |_| {
        let now = now.get();
        if is_ahead { terms::in_days(at, offset, now) } else { String::new() }
    });
    let tag = tag(booking, now.get_untracked()).map(|(tone, text)| {
        view! { <p class="card__note"><Tag tone=tone text=text/></p> }
    });
    let moment = now.get_untracked();
    let proposed = booking.transfer.as_ref().filter(|transfer| visit::awaits(transfer, moment));
    let proposed = proposed.map(|transfer| {
        let text = tr::transfer::offered(&words::when_in_sentence(transfer.starts_at, offset));
        view! { <p class="card__text"><b>{text}</b> " " {visit::reason(transfer.reason)}</p> }
    });
    view! {
        <li class="card">
            <Link
                href=paths::booking(&booking.id, BookingStep::Show)
                class="card__link"
                text=words::when(at, offset)
            />
            {tag}
            {proposed}
            <p class="card__text">{what} ". " {booking.place.name.clone()}</p>
            <p class="card__note">
                {words::zone(&booking.place.city, offset)}
                {move || far.with(|far| (!far.is_empty()).then(|| format!(", {far}")))}
            </p>
        </li>
    }
    .into_any()
}

/// An application without a date: the way to one, or why there is none yet.
pub(super) fn unscheduled(waiting: &Unscheduled) -> AnyView {
    let action = match waiting.lock {
        Some(lock) => view! { <p class="card__text">{words::lock(lock)}</p> }.into_any(),
        None => {
            let href = paths::choose(&waiting.application, &ChooseStep::Institution);
            let label = tr::bookings::choose_for(&waiting.number, &waiting.title);
            view! {
                <p class="card__text">
                    <Link href=href class="button" text=tr::bookings::choose() label=label/>
                </p>
            }
            .into_any()
        }
    };
    view! {
        <li class="card">
            <Link href=paths::application(&waiting.application) text=waiting.title.clone()/>
            {waiting.operation.clone().map(|operation| view! { <p class="card__text">{operation}</p> })}
            <p class="card__note">{tr::bookings::number(&waiting.number)}</p>
            {action}
        </li>
    }
    .into_any()
}

fn kind(visit: Visit) -> String {
    match visit {
        Visit::Examination => tr::bookings::examination(),
        Visit::Operation => tr::bookings::operation(),
    }
}

/// What is special about a booking.
fn tag(booking: &Booking, now: DateTime<Utc>) -> Option<(Tone, String)> {
    if booking.state == BookingState::Cancelled {
        return Some((Tone::Info, tr::bookings::cancelled()));
    }
    if !is_ahead(booking, now) {
        return Some((Tone::Info, tr::bookings::past()));
    }
    let earlier = booking.waiting.as_ref().and_then(|waiting| waiting.earlier);
    match (&booking.transfer, earlier) {
        (Some(transfer), _) if visit::awaits(transfer, now) => {
            Some((Tone::Warn, tr::bookings::answer()))
        }
        (Some(_), _) => Some((Tone::Warn, tr::bookings::choose_other())),
        (None, Some(_)) => Some((Tone::Good, tr::bookings::earlier())),
        (None, None) => None,
    }
}
