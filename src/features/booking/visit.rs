//! The page of a booking. What changes live or with time is redrawn bit by bit, so that the focus stays where it is.

mod booked;
mod cancel;
mod facts;
mod relocate;
mod transfer;
mod waiting;

pub(super) use transfer::{awaits, reason};

use super::{gone, moved, terms, words};
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths::{self, ChooseStep};
use crate::platform::{clock, focus};
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Listener};
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use chrono::{DateTime, Utc};
use domain::booking::{self, ChangeLock};
use domain::wire::booking::Booking;
use domain::wire::event::CaseChanged;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;
use web_sys::HtmlElement;

#[component]
pub(super) fn Visit() -> impl IntoView {
    let id = navigation::place().get_untracked().id();
    let booking = Fetched::new(move || {
        let id = id.clone();
        async move { api::bookings::one(&id).await }
    });
    gone::page(booking, tr::visit::failed, |booking| view! { <Open booking=booking/> }.into_any())
}

/// The booking on the screen.
#[derive(Debug, Clone, Copy)]
struct Shown {
    booking: RwSignal<Booking>,
    /// The time of the server.
    now: RwSignal<DateTime<Utc>>,
    id: StoredValue<String>,
    /// The citizen's last change here did not work out, and where it was begun.
    failed: RwSignal<Option<(Section, Failure)>>,
    /// A change is on its way.
    busy: RwSignal<bool>,
    /// The citizen has just moved it here, or taken the time that the institution proposed.
    accepted: RwSignal<bool>,
}

/// Where a change is begun, and where its failure is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Transfer,
    Waiting,
}

/// What did not work out, and what holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Failure {
    title: String,
    text: String,
}

/// A request that changes the booking. Boxed, so that what sends it is compiled once.
type Change = Pin<Box<dyn Future<Output = Result<Booking, ApiError>>>>;

/// What an error means beside the booking as it stands now; `None` when what was asked for holds all the same.
type Meaning = Box<dyn FnOnce(ApiError) -> Option<Failure>>;

impl Shown {
    /// Takes a fetched booking over unless it is older than what is shown: answers may overtake each other.
    fn take(self, fresh: Booking) {
        clock::set_server(fresh.now);
        self.now.try_set(clock::server());
        let is_newer = self.booking.try_with_untracked(|known| fresh.version >= known.version);
        if is_newer == Some(true) {
            self.booking.try_set(fresh);
        }
    }

    async fn fetch(self) {
        let Some(id) = self.id.try_get_value() else { return };
        if let Ok(fresh) = api::bookings::one(&id).await {
            self.take(fresh);
        }
    }

    /// Fetches after a change elsewhere, and says what is new.
    fn refresh(self, announcer: Option<Announcer>) {
        spawn_local(async move {
            let (before, focused) = (self.booking.try_get_untracked(), focus::current());
            self.fetch().await;
            self.keep_focus(focused);
            let after = self.booking.try_get_untracked();
            if let (Some(before), Some(after), Some(announcer)) = (before, after, announcer)
                && let Some(news) = news(&before, &after)
            {
                announcer.say(news);
            }
        });
    }

    /// Carries out what the citizen asked for, once at a time. `done` is called with the focus still where it was, if
    /// the page is still there.
    fn carry_out(
        self,
        section: Section,
        change: Change,
        meaning: Meaning,
        done: Box<dyn FnOnce()>,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        self.accepted.set(false);
        spawn_local(async move {
            let failure = match change.await {
                Ok(fresh) => {
                    self.take(fresh);
                    None
                }
                Err(error) => {
                    // What is true now, beside what went wrong.
                    let focused = focus::current();
                    self.fetch().await;
                    self.keep_focus(focused);
                    self.is_there().then(|| meaning(error)).flatten()
                }
            };
            if self.busy.try_set(false).is_some() {
                return;
            }
            match failure {
                None => done(),
                Some(failure) => {
                    self.failed.set(Some((section, failure)));
                    focus::reveal(FAILURE);
                }
            }
        });
    }

    /// What had the focus may not be drawn any more.
    fn keep_focus(self, focused: Option<HtmlElement>) {
        if self.is_there() {
            focus::on_heading_instead_of(focused);
        }
    }

    /// Whether the page is still open.
    fn is_there(self) -> bool {
        self.busy.try_get_untracked().is_some()
    }

    /// When the visit begins, as a sentence says it.
    fn when(self) -> String {
        self.booking
            .with(|booking| words::when_in_sentence(booking.starts_at, booking.place.utc_offset))
    }

    /// A visit ahead that the institution can keep.
    fn stands(self) -> bool {
        self.over().is_none() && self.booking.with(|booking| booking.transfer.is_none())
    }

    /// Why nothing about it can be changed any more.
    fn over(self) -> Option<ChangeLock> {
        let now = self.now.get();
        self.booking.with(|booking| booking.standing().may_cancel(now).err())
    }
}

/// What a listener should know of a change elsewhere.
fn news(before: &Booking, after: &Booking) -> Option<String> {
    let earlier = |booking: &Booking| booking.waiting.as_ref().and_then(|waiting| waiting.earlier);
    let when = |at| words::when_in_sentence(at, after.place.utc_offset);
    if after.state != before.state {
        return (after.state == booking::BookingState::Cancelled).then(tr::cancel::done);
    }
    if after.starts_at != before.starts_at {
        return Some(tr::news::moved(&when(after.starts_at)));
    }
    match (&before.transfer, &after.transfer) {
        (before, Some(now)) if before.as_ref() != Some(now) => return Some(transfer::news(now)),
        _ => {}
    }
    let earlier_now = earlier(after).filter(|_| earlier(before) != earlier(after))?;
    Some(tr::waiting::earlier(&when(earlier_now)))
}

#[component]
fn Open(booking: Booking) -> impl IntoView {
    clock::set_server(booking.now);
    let title = match booking.visit {
        booking::Visit::Examination => tr::visit::examination(),
        booking::Visit::Operation => tr::visit::operation(),
    };
    let application = StoredValue::new(booking.application.clone());
    let shown = Shown {
        now: terms::now(),
        accepted: RwSignal::new(moved::take(&booking.id)),
        id: StoredValue::new(booking.id.clone()),
        booking: RwSignal::new(booking),
        failed: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let announcer = Announcer::current();
    let changed = Callback::new(move |changed: CaseChanged| {
        if application.with_value(|application| *application == changed.application) {
            shown.refresh(announcer);
        }
    });
    live::listen(
        None,
        Listener { changed, refresh: Callback::new(move |()| shown.refresh(announcer)) },
    );
    let over = Memo::new(move |_| shown.over());
    let is_open = Memo::new(move |_| over.get().is_none());
    let stands = Memo::new(move |_| shown.stands());
    view! {
        <Page
            title=title
            above=move || view! { <Link href=paths::BOOKINGS class="back" text=tr::visit::back()/> }
        >
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

/// The visit as a file for the citizen's own calendar; of a cancelled one it takes the entry away.
fn calendar(shown: Shown) -> String {
    api::bookings::document(&shown.id.get_value(), "visit.ics")
}

/// The entry for the calendar. Only who has moved the visit has an old one there.
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

/// What happened to a booking that cannot be changed any more, and the way to a new one.
fn ended(lock: ChangeLock, shown: Shown, application: StoredValue<String>) -> AnyView {
    if lock != ChangeLock::Cancelled {
        return view! {
            <Notice tone=Tone::Info title=tr::visit::past_title()><p>{tr::visit::past_text()}</p></Notice>
        }
        .into_any();
    }
    let when = shown.when();
    let is_late = shown.booking.with(|booking| booking.cancelled_late);
    let again = paths::choose(&application.get_value(), &ChooseStep::Institution);
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

/// What could not be done in a section, why, and what holds now.
fn failure(shown: Shown, section: Section) -> AnyView {
    let notice = move || {
        let (_, Failure { title, text }) = shown.failed.get().filter(|(at, _)| *at == section)?;
        let view = view! {
            <div id=FAILURE>
                <Notice tone=Tone::Bad alert=true title=title><p>{text}</p></Notice>
            </div>
        };
        Some(view)
    };
    notice.into_any()
}

/// The id of what tells a failure.
const FAILURE: &str = "failure";
