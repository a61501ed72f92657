//! The page of a booking. Parts that change live or with time are redrawn one by one, so that the focus is not lost.

mod booked;
mod cancel;
mod facts;
mod relocate;
mod shown;
mod transfer;
mod waiting;

pub(super) use transfer::reason as transfer_reason;

use super::missing;
use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::platform::clock;
use crate::shell::live_pause::LivePause;
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Known, Listener};
use crate::state::waiters::applied;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::booking::{self, ChangeLock};
use domain::wire::booking::Booking;
use domain::wire::event::CaseChanged;
use leptos::prelude::*;
use shown::Shown;

#[component]
pub(super) fn Details() -> impl IntoView {
    let id = navigation::route().get_untracked().id();
    let known = Known::asked_now();
    let booking = Fetched::new(move || {
        let id = id.clone();
        async move { api::bookings::one(&id).await }
    });
    missing::page(booking, tr::visit::failed, move |booking| {
        view! { <Open booking=booking known=known.clone()/> }.into_any()
    })
}

#[component]
fn Open(booking: Booking, known: Known) -> impl IntoView {
    clock::set_server(booking.now);
    let title = match booking.visit {
        booking::Visit::Examination => tr::visit::examination(),
        booking::Visit::Operation => tr::visit::operation(),
    };
    let application = StoredValue::new(booking.application.clone());
    let shown = Shown::new(booking);
    let changed = Callback::new(move |changed: CaseChanged| {
        if application.with_value(|application| *application == changed.application) {
            shown.refreshed()
        } else {
            applied()
        }
    });
    let refresh = Callback::new(move |()| shown.refreshed());
    live::listen(known, Listener { changed, refresh });
    let over = Memo::new(move |_| shown.over());
    let is_open = Memo::new(move |_| over.get().is_none());
    let stands = Memo::new(move |_| shown.stands());
    view! {
        <Page
            title=title
            above=move || view! { <Link href=paths::BOOKINGS class="back" text=tr::visit::back()/> }
        >
            <LivePause/>
            {move || over.get().map(|lock| ended(lock, shown, application))}
            {transfer::transfer(shown)}
            {booked::booked(shown)}
            {waiting::earlier(shown)}
            {facts::facts(shown)}
            <Show when=move || is_open.get()>
                {move || stands.get().then(|| calendar_link(shown))}
                {relocate::relocate(shown)}
                {waiting::waiting(shown)}
                {cancel::cancel(shown)}
            </Show>
        </Page>
    }
}

/// Address of the calendar file. The file of a cancelled visit removes the entry from the citizen's calendar.
fn calendar(shown: Shown) -> String {
    api::bookings::document(&shown.id.get_value(), "visit.ics")
}

/// Link to the calendar file, with a hint after a move: only then can an old entry be in the citizen's calendar.
fn calendar_link(shown: Shown) -> AnyView {
    let is_moved = Memo::new(move |_| shown.booking.with(|booking| booking.version > 1));
    let again = move || {
        is_moved.get().then(|| {
            view! { <br/> <span class="muted">{tr::visit::calendar_again()}</span> }
        })
    };
    view! {
        <p>
            <a href=calendar(shown) download rel="external">{tr::visit::calendar()}</a>
            {again}
        </p>
    }
    .into_any()
}

/// Notice about a booking that is past or cancelled; for a cancelled one with a link to a new booking.
fn ended(lock: ChangeLock, shown: Shown, application: StoredValue<String>) -> AnyView {
    if lock != ChangeLock::Cancelled {
        return view! {
            <Notice tone=Tone::Info title=tr::visit::past_title()><p>{tr::visit::past_text()}</p></Notice>
        }
        .into_any();
    }
    let when = shown.when();
    let is_late = shown.booking.with(|booking| booking.cancelled_late);
    let again = paths::choose(&application.get_value());
    view! {
        <Notice tone=Tone::Info title=tr::cancel::done()>
            <p>{tr::cancel::done_text(&when)}</p>
            {is_late.then(|| view! { <p>{tr::cancel::done_late()}</p> })}
            <p><a href=calendar(shown) download rel="external">{tr::cancel::calendar()}</a></p>
            <p><Link href=again class="button button--primary" text=tr::cancel::again()/></p>
        </Notice>
    }
    .into_any()
}
