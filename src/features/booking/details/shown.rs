//! State of the booking page: keeps the booking up to date and sends the citizen's changes.

use crate::api::{self, ApiError};
use crate::features::booking::{just_moved, terms};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::{clock, focus};
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::waiters::Applying;
use crate::ui::notice::{Notice, Tone};
use chrono::{DateTime, Utc};
use domain::booking::{BookingState, ChangeLock, TransferState, Visit};
use domain::wire::booking::{Booking, Transfer};
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use web_sys::HtmlElement;

/// State of the booking page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) booking: Memo<Booking>,
    /// Fetches newer versions.
    source: Fetched<Booking>,
    /// Server time; ticks while the page is open.
    pub(super) now: RwSignal<DateTime<Utc>>,
    pub(super) id: StoredValue<String>,
    /// Failure of the citizen's last change, and the section where it was started.
    pub(super) failed: RwSignal<Option<(Section, Failure)>>,
    /// Request that changes the booking.
    change: Action,
    /// Announces a change made elsewhere once it is shown. Takes the element that had the focus before.
    say_news: Callback<Option<HtmlElement>>,
    /// Version that the citizen knows; the next announcement compares with it.
    known: StoredValue<Booking>,
    /// The citizen has just moved the booking here, or accepted the time that the institution proposed.
    pub(super) accepted: RwSignal<bool>,
}

/// Section where a change is started and its failure is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Transfer,
    Waiting,
}

/// Message about a failed change, and what applies now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) title: String,
    pub(super) text: String,
}

/// A request that changes the booking. Boxed, so that the code that sends it is compiled only once.
pub(super) type Change = Pin<Box<dyn Future<Output = Result<Booking, ApiError>>>>;

/// Explains the error of a change; called once the current booking is shown. `None`: the booking is as requested.
pub(super) type Explain = Box<dyn FnOnce(ApiError) -> Option<Failure>>;

impl Shown {
    /// Lives as long as the current owner.
    pub(super) fn new(booking: Booking) -> Self {
        let id = booking.id.clone();
        let first = timeless(booking);
        let now = terms::now();
        let source = {
            let id = id.clone();
            Fetched::starting_with(Some(Ok(first.clone())), move || fetch(id.clone(), now))
        };
        let source = source.unless_same();
        let known = StoredValue::new(first.clone());
        let booking = Memo::new(move |_| source.shown().unwrap_or_else(|| first.clone()));
        let announcer = Announcer::current();
        let say_news = Callback::new(move |focused| {
            focus::on_heading_instead_of(focused);
            let after = booking.get_untracked();
            let news = known.with_value(|before| news(before, &after));
            known.set_value(after);
            if let (Some(news), Some(announcer)) = (news, announcer) {
                announcer.say(news);
            }
        });
        Self {
            now,
            accepted: RwSignal::new(just_moved::take(&id)),
            id: StoredValue::new(id),
            known,
            booking,
            source,
            failed: RwSignal::new(None),
            change: Action::new(),
            say_news,
        }
    }

    /// Whether a change is in flight; for the `busy` state of buttons.
    pub(super) fn busy(self) -> Signal<bool> {
        self.change.busy()
    }

    /// Shows the booking from the answer to a change, unless a newer version is shown.
    fn take(self, fresh: Booking) {
        clock::set_server(fresh.now);
        self.now.set(clock::server());
        let fresh = timeless(fresh);
        self.source.change(|shown| {
            if fresh.version >= shown.version {
                *shown = fresh;
            }
        });
        self.known.set_value(self.booking.get_untracked());
    }

    /// Refetches after a change elsewhere, and announces what is new.
    pub(super) fn refreshed(self) -> Applying {
        let focused = focus::current();
        let (applying, say_news) = (self.source.refreshed(), self.say_news);
        Box::pin(async move {
            let is_applied = applying.await;
            // Does nothing if the page is gone.
            say_news.try_run(focused);
            is_applied
        })
    }

    /// Sends a change, one at a time. `done` runs after the screen shows the current booking, also after an error, and only
    /// if the page is still there.
    pub(super) fn ask(self, change: Change, done: impl FnOnce(Result<(), ApiError>) + 'static) {
        let id = self.id.get_value();
        let asked = async move {
            match change.await {
                Ok(fresh) => (Ok(()), Some(fresh)),
                Err(error) => (Err(error), api::bookings::one(&id).await.ok()),
            }
        };
        self.change.settle(asked, move |(answer, fresh)| {
            let focused = focus::current();
            fresh.into_iter().for_each(|fresh| self.take(fresh));
            if answer.is_err() {
                focus::on_heading_instead_of(focused);
            }
            done(answer);
        });
    }

    /// Sends a change started in a section and shows its failure there. On success calls `done` before the focus moves.
    pub(super) fn carry_out(
        self,
        section: Section,
        change: Change,
        explain: Explain,
        done: Box<dyn FnOnce()>,
    ) {
        if self.change.busy().get_untracked() {
            return;
        }
        self.failed.set(None);
        self.accepted.set(false);
        self.ask(change, move |answer| match answer.err().and_then(explain) {
            None => done(),
            Some(failure) => {
                self.failed.set(Some((section, failure)));
                focus::reveal(FAILURE);
            }
        });
    }

    /// Start of the visit, worded for the middle of a sentence.
    pub(super) fn when(self) -> String {
        self.booking.with(|booking| {
            dates::day_and_time_in_sentence(booking.starts_at, booking.place.utc_offset)
        })
    }

    pub(super) fn is_operation(self) -> bool {
        self.booking.with_untracked(|booking| booking.visit == Visit::Operation)
    }

    /// Whether the visit is ahead and the institution can keep its time.
    pub(super) fn stands(self) -> bool {
        self.over().is_none() && self.booking.with(|booking| booking.transfer.is_none())
    }

    /// Why the booking can no longer be changed; `None` if it can.
    pub(super) fn over(self) -> Option<ChangeLock> {
        let now = self.now.get();
        self.booking.with(|booking| booking.standing().may_cancel(now).err())
    }
}

/// Text to announce after a change elsewhere, if any.
fn news(before: &Booking, after: &Booking) -> Option<String> {
    let earlier = |booking: &Booking| booking.waiting.as_ref().and_then(|waiting| waiting.earlier);
    let when = |at| dates::day_and_time_in_sentence(at, after.place.utc_offset);
    if after.state != before.state {
        return (after.state == BookingState::Cancelled).then(tr::cancel::done);
    }
    if after.starts_at != before.starts_at {
        return Some(tr::news::moved(&when(after.starts_at)));
    }
    match (&before.transfer, &after.transfer) {
        (before, Some(now)) if before.as_ref() != Some(now) => return Some(news_of(now)),
        _ => {}
    }
    let earlier_now = earlier(after).filter(|_| earlier(before) != earlier(after))?;
    Some(tr::waiting::earlier(&when(earlier_now)))
}

async fn fetch(id: String, now: RwSignal<DateTime<Utc>>) -> Result<Booking, ApiError> {
    let booking = api::bookings::one(&id).await?;
    clock::set_server(booking.now);
    now.try_set(clock::server());
    Ok(timeless(booking))
}

/// Removes the time of the answer, so that answers with the same content compare equal.
fn timeless(booking: Booking) -> Booking {
    Booking { now: DateTime::UNIX_EPOCH, ..booking }
}

/// Notice about a failed change in a section.
pub(super) fn failure(shown: Shown, section: Section) -> AnyView {
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

/// Id of the notice about a failure.
const FAILURE: &str = "failure";

/// Text to announce about a proposal of the institution.
fn news_of(transfer: &Transfer) -> String {
    match transfer.state {
        TransferState::Proposed => tr::transfer::title(),
        TransferState::Declined => tr::transfer::declined(),
    }
}
