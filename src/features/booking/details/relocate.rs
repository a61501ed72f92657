//! Moving the visit: until when it is possible, and what to do after that.

use super::shown::Shown;
use crate::features::booking::{terms, words};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::ui::link::Link;
use domain::booking::move_until;
use leptos::prelude::*;

pub(super) fn relocate(shown: Shown) -> AnyView {
    let lock = Memo::new(move |_| {
        let now = shown.now.get();
        shown.booking.with(|booking| booking.standing().may_move(now))
    });
    let text = Memo::new(move |_| {
        let now = shown.now.get();
        shown.booking.with(|booking| {
            let last = move_until(booking.starts_at);
            let until = dates::near_day_and_time(last, booking.place.utc_offset);
            match lock.get() {
                Ok(()) if booking.standing().must_move => tr::visit::move_any_time(),
                Ok(()) => {
                    tr::visit::MoveUntil { left: &terms::left(last, now), until: &until }.text()
                }
                Err(lock) => words::change_lock(booking, lock),
            }
        })
    });
    let link = move || {
        lock.get().is_ok().then(|| {
            let href = paths::move_booking(&shown.id.get_value());
            view! { <p><Link href=href class="button" text=tr::visit::relocate()/></p> }
        })
    };
    // While an offer of the institution is open, the citizen has to accept or decline it first.
    let is_asked = Memo::new(move |_| {
        let now = shown.now.get();
        shown.booking.with(|b| b.transfer.as_ref().is_some_and(|transfer| transfer.awaits(now)))
    });
    view! {
        <Show when=move || !is_asked.get()>
            <h2>{tr::visit::moving()}</h2>
            <p>{move || text.get()}</p>
            {link}
        </Show>
    }
    .into_any()
}
