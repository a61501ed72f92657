//! Waiting for an earlier slot; offered if the visit is far away.

use super::shown::{Explain, Failure, Section, Shown, failure};
use crate::api;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::platform::focus;
use crate::state::announcer::Announcer;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::booking::may_wait;
use domain::wire::booking::Waiting;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// Ids of the buttons that start and stop waiting.
const BEGIN: &str = "waiting-begin";
const STOP: &str = "waiting-stop";

pub(super) fn waiting(shown: Shown) -> AnyView {
    let waiting = Memo::new(move |_| shown.booking.with(|booking| booking.waiting.clone()));
    let is_offered = Memo::new(move |_| {
        let now = shown.now.get();
        shown.booking.with(|booking| {
            // The last week before the visit may begin while the page is open, after the server sent `can_wait`.
            let can_wait = booking.can_wait && may_wait(booking.starts_at, now);
            let goes_on = booking.waiting.as_ref().is_some_and(|waiting| {
                waiting.notices_left > 0 || booking.standing().may_move(now).is_ok()
            });
            booking.transfer.is_none() && (goes_on || can_wait)
        })
    });
    let announcer = Announcer::current();
    // The pressed button is replaced by the other one, which gets the focus.
    let changed = move |said: fn() -> String, id: &'static str| {
        Box::new(move || {
            let focused = focus::current();
            if let Some(announcer) = announcer {
                announcer.say(said());
            }
            focus::on_id(id);
            // The other button is missing if it is too late to start waiting again.
            focus::on_heading_instead_of(focused);
        })
    };
    let begin = move |()| {
        let id = shown.id.get_value();
        let change = Box::pin(async move { api::bookings::wait(&id).await });
        shown.carry_out(
            Section::Waiting,
            change,
            explain(shown),
            changed(tr::waiting::begun, STOP),
        );
    };
    let stop = move |()| {
        let id = shown.id.get_value();
        let change = Box::pin(async move {
            api::bookings::stop_waiting(&id).await?;
            api::bookings::one(&id).await
        });
        shown.carry_out(
            Section::Waiting,
            change,
            explain(shown),
            changed(tr::waiting::stopped, BEGIN),
        );
    };
    let state = move || match waiting.get() {
        None => view! {
            <p>{tr::waiting::offer()}</p>
            <Button id=BEGIN busy=shown.busy() on_press=begin>{tr::waiting::begin()}</Button>
        }
        .into_any(),
        Some(waiting) => view! {
            {is_on(shown, &waiting)}
            {(waiting.notices_left > 0).then(|| view! {
                <Button id=STOP busy=shown.busy() on_press=stop>{tr::waiting::stop()}</Button>
            })}
        }
        .into_any(),
    };
    view! {
        <Show when=move || is_offered.get()>
            <h2>{tr::waiting::title()}</h2>
            {state}
        </Show>
        {failure(shown, Section::Waiting)}
    }
    .into_any()
}

/// Notice about an earlier slot that became free. Renders nothing if there is none or the visit cannot be moved.
pub(super) fn earlier(shown: Shown) -> AnyView {
    let earlier = Memo::new(move |_| {
        let now = shown.now.get();
        let earlier = shown.booking.with(|booking| {
            let waiting =
                booking.waiting.as_ref().filter(|_| booking.standing().may_move(now).is_ok());
            waiting?.earlier
        });
        earlier.filter(|_| shown.stands())
    });
    let notice = move || {
        let offset = shown.booking.with_untracked(|booking| booking.place.utc_offset);
        let href = paths::move_booking(&shown.id.get_value());
        let when = dates::day_and_time_in_sentence(earlier.get()?, offset);
        let view = view! {
            <Notice tone=Tone::Good title=tr::waiting::earlier(&when)>
                <p>{tr::waiting::earlier_text()}</p>
                <p><Link href=href class="button button--primary" text=tr::waiting::relocate()/></p>
            </Notice>
        };
        Some(view)
    };
    notice.into_any()
}

fn is_on(shown: Shown, waiting: &Waiting) -> AnyView {
    let href = paths::move_booking(&shown.id.get_value());
    // No notices are left: the citizen can still look for an earlier slot in the calendar.
    let look = (waiting.notices_left == 0 && waiting.earlier.is_none()).then(|| {
        view! { <p><Link href=href text=tr::waiting::look()/></p> }
    });
    let left = match waiting.notices_left {
        0 => tr::waiting::used_up(),
        left => tr::waiting::is_on(u32::from(left)),
    };
    view! { <p>{left}</p> {look} }.into_any()
}

/// Why waiting was not started or stopped, and that the visit stays booked.
fn explain(shown: Shown) -> Explain {
    Box::new(move |error| {
        let text = match error.code() {
            Some(ProblemCode::NotAllowed) => tr::waiting::not_any_more(),
            _ => error.text(),
        };
        let (stands, when) = untrack(|| (shown.stands(), shown.when()));
        let text =
            if stands { tr::visit::Stays { error: &text, when: &when }.text() } else { text };
        Some(Failure { title: tr::waiting::failed(), text })
    })
}
