//! The institution cannot keep the time, and proposes another one (S-26).

use super::shown::{Failure, Section, Shown, failure};
use crate::api::{self, ApiError};
use crate::features::booking::{later, terms};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::effect;
use crate::platform::focus;
use crate::ui::button::Button;
use crate::ui::dialog::Confirm;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use chrono::{DateTime, Utc};
use domain::booking::TransferState;
use domain::wire::booking::{Booking, Transfer, TransferReason};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

pub(super) fn transfer(shown: Shown) -> AnyView {
    let asks = RwSignal::new(false);
    let transfer = Memo::new(move |_| {
        let is_ahead = shown.over().is_none();
        shown.booking.with(|booking| booking.transfer.clone()).filter(|_| is_ahead)
    });
    let is_open = Memo::new(move |_| {
        let now = shown.now.get();
        transfer.with(|transfer| transfer.as_ref().is_some_and(|transfer| transfer.awaits(now)))
    });
    // Closes the dialog when the proposal expires or is answered elsewhere.
    effect(move || {
        if !is_open.get() {
            asks.set(false);
        }
    });
    let notice = move || {
        let transfer = transfer.get()?;
        let view = if is_open.get() { proposed(shown, transfer, asks) } else { declined(shown) };
        Some(view)
    };
    view! {
        {notice}
        {failure(shown, Section::Transfer)}
        <Show when=move || asks.get()>
            <Decline shown=shown transfer=transfer asks=asks/>
        </Show>
    }
    .into_any()
}

pub(in crate::features::booking) fn reason(reason: TransferReason) -> String {
    match reason {
        TransferReason::ProtocolChanged => tr::transfer::protocol_changed(),
        TransferReason::Equipment => tr::transfer::equipment(),
        TransferReason::SurgeonAbsent => tr::transfer::surgeon_absent(),
        TransferReason::Emergency => tr::transfer::emergency(),
    }
}

fn proposed(shown: Shown, transfer: Transfer, asks: RwSignal<bool>) -> AnyView {
    let (now, answer_by, offer) = (shown.now, transfer.answer_by, transfer.starts_at);
    let (offset, due) =
        shown.booking.with_untracked(|booking| (booking.place.utc_offset, booking.decision_by));
    let late = later::words(due, offer, offset).map(|text| view! { <p>{text}</p> });
    let until = dates::near_day_and_time(answer_by, offset);
    let term = Memo::new(move |_| {
        tr::transfer::AnswerBy { left: &terms::left(answer_by, now.get()), until: &until }.text()
    });
    let letter = api::bookings::document(&shown.id.get_value(), "transfer/letter.pdf");
    let accept = move |()| {
        let id = shown.id.get_value();
        let change = Box::pin(async move { api::bookings::accept_transfer(&id, offer).await });
        let holds =
            move |booking: &Booking| booking.transfer.is_none() && booking.starts_at == offer;
        let explain = Box::new(move |error| explain(shown, &error, offer, holds));
        let done = Box::new(move || {
            shown.accepted.set(true);
            focus::on_heading();
        });
        shown.carry_out(Section::Transfer, change, explain, done);
    };
    let was = untrack(|| tr::transfer::was(&shown.when()));
    let offered =
        tr::transfer::offered(&dates::day_and_time_in_sentence(transfer.starts_at, offset));
    view! {
        <Notice tone=Tone::Warn title=tr::transfer::title()>
            <p>{was} " " {reason(transfer.reason)}</p>
            <p><b>{offered}</b></p>
            {late}
            <p>{move || term.get()}</p>
            <p><a href=letter download rel="external">{tr::transfer::letter()}</a></p>
            <p class="actions">
                <Button primary=true busy=shown.busy() on_press=accept>{tr::transfer::accept()}</Button>
                <Button on_press=move |()| asks.set(true)>{tr::transfer::decline()}</Button>
            </p>
        </Notice>
    }
    .into_any()
}

fn declined(shown: Shown) -> AnyView {
    let href = paths::move_booking(&shown.id.get_value());
    view! {
        <Notice tone=Tone::Warn title=tr::transfer::declined()>
            <p>{tr::transfer::declined_text(&untrack(|| shown.when()))}</p>
            <p><Link href=href class="button button--primary" text=tr::transfer::choose()/></p>
        </Notice>
    }
    .into_any()
}

/// Why an answer to the `offer` failed. `None` if `holds`: the answer was given before, or on another device.
fn explain(
    shown: Shown,
    error: &ApiError,
    offer: DateTime<Utc>,
    holds: impl Fn(&Booking) -> bool,
) -> Option<Failure> {
    let (booking, now) = (shown.booking.get_untracked(), shown.now.get_untracked());
    if holds(&booking) {
        return None;
    }
    let proposal = booking.transfer.as_ref().filter(|transfer| transfer.awaits(now));
    let other = proposal.filter(|proposal| proposal.starts_at != offer);
    let failed = |text| Failure { title: tr::transfer::failed(), text };
    Some(match (error.code(), other) {
        (Some(ProblemCode::Conflict | ProblemCode::NotAllowed), Some(other)) => {
            // Moves the focus off the button: a second press would accept the new offer unread.
            focus::on_heading();
            let when = dates::day_and_time_in_sentence(other.starts_at, booking.place.utc_offset);
            Failure { title: tr::transfer::changed(), text: tr::transfer::changed_text(&when) }
        }
        (Some(ProblemCode::Conflict | ProblemCode::NotAllowed), None) => {
            failed(tr::transfer::gone())
        }
        (Some(ProblemCode::SlotTaken), _) => failed(tr::transfer::taken()),
        _ => failed(error.text()),
    })
}

/// Asks before declining, because the offered time then goes to others.
#[component]
fn Decline(shown: Shown, transfer: Memo<Option<Transfer>>, asks: RwSignal<bool>) -> impl IntoView {
    let offset = shown.booking.with_untracked(|booking| booking.place.utc_offset);
    let offer = transfer.get_untracked().map(|transfer| transfer.starts_at);
    let when = offer.map(|offer| dates::day_and_time_in_sentence(offer, offset));
    let decline = move |()| {
        let Some(offer) = offer else { return };
        let id = shown.id.get_value();
        let change = Box::pin(async move { api::bookings::decline_transfer(&id, offer).await });
        let holds = move |booking: &Booking| {
            let transfer = booking.transfer.as_ref();
            transfer.is_some_and(|it| it.state == TransferState::Declined && it.starts_at == offer)
        };
        let explain = Box::new(move |error| explain(shown, &error, offer, holds));
        asks.set(false);
        shown.carry_out(Section::Transfer, change, explain, Box::new(focus::on_heading));
    };
    view! {
        <Confirm
            question=tr::transfer::question()
            keep=tr::transfer::keep()
            confirm=tr::transfer::decline_yes()
            busy=shown.busy()
            on_keep=move |()| asks.set(false)
            on_confirm=decline
        >
            <p>{tr::transfer::consequence(&when.unwrap_or_default())}</p>
        </Confirm>
    }
}
