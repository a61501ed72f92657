//! Cancelling a visit, after a dialog that explains the consequences (WCAG 3.3.4, S-25).

use super::shown::Shown;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::focus;
use crate::ui::button::Button;
use crate::ui::dialog::Confirm;
use crate::ui::notice::{Notice, Tone};
use domain::booking::CancelCost;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

pub(super) fn cancel(shown: Shown) -> AnyView {
    let asks = RwSignal::new(false);
    let cost = Memo::new(move |_| {
        let now = shown.now.get();
        shown.booking.with(|booking| booking.standing().may_cancel(now).ok())
    });
    let is_late = move || cost.get() == Some(CancelCost::Late);
    view! {
        <h2>{tr::cancel::section()}</h2>
        <p>
            {tr::cancel::text()}
            {move || is_late().then(|| view! { " " {tr::cancel::late_title()} ". " {tr::cancel::late()} })}
        </p>
        <Button on_press=move |()| asks.set(true)>{tr::cancel::open()}</Button>
        <Show when=move || asks.get()>
            <Ask shown=shown asks=asks cost=cost/>
        </Show>
    }
    .into_any()
}

/// Id of the message that explains why the visit was not cancelled.
const FAILURE: &str = "not-cancelled";

#[component]
fn Ask(shown: Shown, asks: RwSignal<bool>, cost: Memo<Option<CancelCost>>) -> impl IntoView {
    let failed = RwSignal::new(None::<ApiError>);
    // Set when the server answers that the cancellation is late, even if it does not look late here.
    let is_refused_as_late = RwSignal::new(false);
    let is_late =
        Memo::new(move |_| is_refused_as_late.get() || cost.get() == Some(CancelCost::Late));
    let begins = move || shown.booking.with(|booking| booking.starts_at);
    let asked_at = untrack(begins);
    // The visit was moved elsewhere while the dialog was open.
    let is_moved = Memo::new(move |_| begins() != asked_at);
    let cancel = move |()| {
        failed.set(None);
        let late = is_late.get_untracked();
        let starts_at = untrack(begins);
        let id = shown.id.get_value();
        let change = async move { api::bookings::cancel(&id, starts_at, late).await };
        // The dialog may be closed when the answer comes.
        shown.ask(Box::pin(change), move |answer| {
            let error = match answer {
                Ok(()) => {
                    shown.failed.set(None);
                    asks.try_set(false);
                    return focus::on_heading();
                }
                Err(error) => error,
            };
            match error.code() {
                Some(ProblemCode::LateCancel) => {
                    is_refused_as_late.try_set(true);
                }
                // The warning about a late cancellation was about the old time, not the new one.
                Some(ProblemCode::Conflict) if is_moved.try_get_untracked() == Some(true) => {
                    is_refused_as_late.try_set(false);
                }
                _ => {
                    failed.try_set(Some(error));
                }
            }
            // The message is at the top of the dialog, which may be scrolled down.
            focus::reveal(FAILURE);
        });
    };
    let what = move || {
        let place = shown.booking.with(|booking| booking.place.name.clone());
        tr::cancel::What { place: &place, when: &shown.when() }.text()
    };
    let message = move || {
        let failed = failed.get().map(|error| error.text());
        failed.or_else(|| is_moved.get().then(|| tr::news::moved(&shown.when())))
    };
    let above = view! {
        <div role="alert" id=FAILURE>
            {move || is_refused_as_late.get().then(|| view! { <p>{tr::cancel::became_late()}</p> })}
            {move || message().map(|text| view! {
                <Notice tone=Tone::Bad title=tr::cancel::failed()><p>{text}</p></Notice>
            })}
        </div>
    };
    view! {
        <Confirm
            question=tr::cancel::question()
            keep=tr::cancel::keep()
            confirm=tr::cancel::yes()
            primary=true
            busy=shown.busy()
            on_keep=move |()| asks.set(false)
            on_confirm=cancel
            above=above.into_any()
        >
            <p><b>{what}</b></p>
            {move || if is_late.get() {
                view! { <Notice tone=Tone::Warn title=tr::cancel::late_title()><p>{tr::cancel::late()}</p></Notice> }.into_any()
            } else {
                view! { <p>{tr::cancel::consequence()}</p> }.into_any()
            }}
        </Confirm>
    }
}
