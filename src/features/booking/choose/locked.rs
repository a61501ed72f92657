//! Why a date cannot be chosen now, and what can be done instead.

use super::super::words;
use crate::i18n::tr;
use crate::paths;
use crate::platform::clock;
use crate::shell::page::Page;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::booking::NotBookable;
use domain::wire::booking::{ApplicationVisit, Booking};
use leptos::prelude::*;

pub(super) fn not_now(visit: &ApplicationVisit, lock: NotBookable) -> AnyView {
    let href = paths::application(&visit.application);
    view! {
        <Page title=tr::choose::locked()>
            <p>{words::lock(lock)}</p>
            <p><Link href=href text=tr::choose::open_case()/></p>
        </Page>
    }
    .into_any()
}

/// Only one active booking is allowed (S-17): offers to keep it, to move it or to replace it.
pub(super) fn booked(booking: &Booking, replaces: RwSignal<bool>) -> AnyView {
    let when = words::of_booking(booking);
    let keep = paths::booking(&booking.id);
    let move_it = paths::move_booking(&booking.id);
    let instead = match booking.standing().may_move(clock::server()) {
        Ok(()) => view! {
            <p>{tr::choose::replace_text()}</p>
            <p class="actions">
                <Link href=keep class="button button--primary" text=tr::choose::keep()/>
                <Link href=move_it class="button" text=tr::choose::move_it()/>
                <Button on_press=move |()| replaces.set(true)>{tr::choose::replace()}</Button>
            </p>
        }
        .into_any(),
        Err(lock) => {
            let reason = words::change_lock(booking, lock);
            view! {
            <Notice tone=Tone::Info><p>{reason}</p></Notice>
            <p class="actions"><Link href=keep class="button button--primary" text=tr::choose::open_booking()/></p>
        }
        .into_any()
        }
    };
    let text = tr::choose::Booked { place: &booking.place.name, when: &when }.text();
    view! {
        <Page title=tr::choose::booked_title()>
            <p>{text}</p>
            {instead}
        </Page>
    }
    .into_any()
}
