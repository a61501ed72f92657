//! Waiting for an earlier slot: offered to those whose visit is far away.

use super::Shown;
use crate::api;
use crate::features::booking::words;
use crate::i18n::tr;
use crate::paths::{self, BookingStep};
use crate::platform::focus;
use crate::shell::announcer::Announcer;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::booking::may_wait;
use domain::wire::booking::Waiting;
use leptos::prelude::*;

/// The button that begins, the button that ends.
const BEGIN: &str = "waiting-begin";
const STOP: &str = "waiting-stop";

pub(super) fn waiting(shown: Shown) -> AnyView {
    let waiting = Memo::new(move |_| shown.booking.with(|booking| booking.waiting.clone()));
    let is_offered = Memo::new(move |_| {
        let now = shown.now.get();
        shown.booking.with(|booking| {
            booking.transfer.is_none()
                && (booking.waiting.is_some() || may_wait(booking.starts_at, now))
        })
    });
    let announcer = Announcer::current();
    // One button takes the place of the other, and the focus.
    let changed = move |said: fn() -> String, id: &'static str| {
        Callback::new(move |()| {
            if let Some(announcer) = announcer {
                announcer.say(said());
            }
            focus::on_id(id);
        })
    };
    let begin = move |()| {
        let id = shown.id.get_value();
        let change = Box::pin(async move { api::bookings::wait(&id).await });
        shown.carry_out(change, tr::waiting::failed, changed(tr::waiting::begun, STOP));
    };
    let stop = move |()| {
        let id = shown.id.get_value();
        let change = Box::pin(async move {
            api::bookings::stop_waiting(&id).await?;
            api::bookings::one(&id).await
        });
        shown.carry_out(change, tr::waiting::failed, changed(tr::waiting::stopped, BEGIN));
    };
    let state = move || match waiting.get() {
        None => view! {
            <p>{tr::waiting::offer()}</p>
            <Button id=BEGIN busy=shown.busy on_press=begin>{tr::waiting::begin()}</Button>
        }
        .into_any(),
        Some(waiting) => view! {
            {is_on(shown, &waiting)}
            <Button id=STOP busy=shown.busy on_press=stop>{tr::waiting::stop()}</Button>
        }
        .into_any(),
    };
    view! {
        <Show when=move || is_offered.get()>
            <h2>{tr::waiting::title()}</h2>
            {state}
        </Show>
    }
    .into_any()
}

fn is_on(shown: Shown, waiting: &Waiting) -> AnyView {
    let offset = shown.booking.with_untracked(|booking| booking.place.utc_offset);
    let found = waiting.earlier.map(|earlier| {
        let href = paths::booking(&shown.id.get_value(), BookingStep::Move);
        view! {
            <Notice tone=Tone::Good title=tr::waiting::earlier(&words::when(earlier, offset))>
                <p>{tr::waiting::earlier_text()}</p>
                <p><Link href=href text=tr::waiting::relocate()/></p>
            </Notice>
        }
    });
    let left = match waiting.notices_left {
        0 => tr::waiting::used_up(),
        left => tr::waiting::is_on(u32::from(left)),
    };
    view! { {found} <p>{left}</p> }.into_any()
}
