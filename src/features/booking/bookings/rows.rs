//! Cards of bookings and of applications without a date.

use crate::features::booking::{details, terms, words};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::ui::link::Link;
use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use chrono::{DateTime, Utc};
use domain::booking::{BookingState, Visit};
use domain::wire::booking::{Booking, Unscheduled};
use leptos::prelude::*;

/// Section of a list with its heading; renders nothing without rows.
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

/// Card of a booking; the whole card links to its page.
pub(super) fn booking(booking: &Booking, now: RwSignal<DateTime<Utc>>) -> AnyView {
    let (at, offset, moment) = (booking.starts_at, booking.place.utc_offset, now.get_untracked());
    let what = booking.operation.clone().unwrap_or_else(|| kind(booking.visit));
    let tag = tag(booking, moment).map(|(tone, text)| {
        view! { <p class="card__note"><Tag tone=tone text=text/></p> }
    });
    let is_ahead = booking.standing().is_ahead(moment);
    let transfer = booking.transfer.as_ref().filter(|_| is_ahead);
    let stands = is_ahead && transfer.is_none();
    let far = Memo::new(move |_| {
        let now = now.get();
        if stands { terms::in_days(at, offset, now) } else { String::new() }
    });
    let far = move || {
        far.with(|far| {
            (!far.is_empty()).then(|| view! { <span class="muted">", " {far.clone()}</span> })
        })
    };
    // If the institution cannot keep the time, the headline shows the offered one or asks to choose another.
    let old = words::of_booking(booking);
    let (headline, moving) = match transfer {
        None => (old, None),
        Some(transfer) => {
            let was = tr::bookings::was(&old);
            let (headline, answer) = if transfer.awaits(moment) {
                let offered = dates::day_and_time_in_sentence(transfer.starts_at, offset);
                let until = dates::near_day_and_time(transfer.answer_by, offset);
                (tr::bookings::offered(&offered), Some(tr::bookings::answer_by(&until)))
            } else {
                (tr::bookings::choose_other(), None)
            };
            let answer = answer.map(|answer| view! { <p class="card__text"><b>{answer}</b></p> });
            let text = view! {
                {answer}
                <p class="card__text muted">{was} " " {details::transfer_reason(transfer.reason)}</p>
            };
            (headline, Some(text))
        }
    };
    view! {
        <li class="surface card">
            <Link
                href=paths::booking(&booking.id)
                class="card__link"
                text=headline
            />
            {far}
            {tag}
            {moving}
            <p class="card__text">{what} ". " {booking.place.name.clone()}</p>
            <p class="card__note">{words::zone(&booking.place.city, offset)}</p>
        </li>
    }
    .into_any()
}

/// Card of an application without a date: a link to choose one, or why that is not possible yet.
fn unscheduled(waiting: &Unscheduled, is_primary: bool) -> AnyView {
    let action = match waiting.lock {
        Some(lock) => view! { <p class="card__text">{words::lock(lock)}</p> }.into_any(),
        None => {
            let href = paths::choose(&waiting.application);
            let label =
                tr::bookings::ChooseFor { number: &waiting.number, title: &waiting.title }.text();
            view! {
                <p class="card__text">
                    <Link href=href class=button(is_primary) text=tr::bookings::choose() label=label/>
                </p>
            }
            .into_any()
        }
    };
    view! {
        <li class="surface card">
            <Link href=paths::application(&waiting.application) text=waiting.title.clone()/>
            {waiting.operation.clone().map(|operation| view! { <p class="card__text">{operation}</p> })}
            <p class="card__note">{tr::bookings::number(&waiting.number)}</p>
            {action}
        </li>
    }
    .into_any()
}

/// Cards of applications without a date: first those that can choose one, then those that cannot yet. If only one can
/// choose, it gets the primary button.
pub(super) fn unscheduled_all(waiting: &[Unscheduled]) -> (Vec<AnyView>, Vec<AnyView>) {
    let (locked, open): (Vec<_>, Vec<_>) = waiting.iter().partition(|one| one.lock.is_some());
    let is_only = open.len() == 1;
    let cards = |waiting: Vec<&Unscheduled>, is_primary| -> Vec<AnyView> {
        waiting.into_iter().map(|one| unscheduled(one, is_primary)).collect()
    };
    (cards(open, is_only), cards(locked, false))
}

pub(super) fn button(is_primary: bool) -> &'static str {
    if is_primary { "button button--primary" } else { "button" }
}

fn kind(visit: Visit) -> String {
    match visit {
        Visit::Examination => tr::bookings::examination(),
        Visit::Operation => tr::bookings::operation(),
    }
}

/// Tag of a booking that is cancelled, past, to be moved, or has an earlier slot.
fn tag(booking: &Booking, now: DateTime<Utc>) -> Option<(Tone, String)> {
    if booking.state == BookingState::Cancelled {
        return Some((Tone::Info, tr::bookings::cancelled()));
    }
    if !booking.standing().is_ahead(now) {
        return Some((Tone::Info, tr::bookings::past()));
    }
    let earlier = booking.waiting.as_ref().and_then(|waiting| waiting.earlier);
    match (&booking.transfer, earlier) {
        (Some(transfer), _) if transfer.awaits(now) => Some((Tone::Warn, tr::bookings::answer())),
        (Some(_), _) => Some((Tone::Warn, tr::bookings::not_kept())),
        (None, Some(at)) => {
            let when = dates::near_day_and_time(at, booking.place.utc_offset);
            Some((Tone::Good, tr::bookings::earlier(&when)))
        }
        (None, None) => None,
    }
}
