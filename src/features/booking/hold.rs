//! Hold: the slot reserved for the citizen while the rest is filled in.

mod bar;
mod opening;
mod turn;

pub(super) use bar::HoldBar;
pub(super) use opening::{Opening, open};
pub(super) use turn::in_turn;

use crate::api::{self, ApiError};
use crate::platform::timer::Timer;
use crate::platform::{clock, page};
use crate::state::action::{self, Action};
use chrono::{DateTime, TimeDelta, Utc};
use domain::booking::WARNING_SECONDS;
use domain::wire::booking::{Hold, HoldSlot, ReleaseHold};
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

/// Hold of an application, if there is one. Deadlines follow the server clock; a device clock can be wrong by days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    application: StoredValue<String>,
    hold: RwSignal<Option<Hold>>,
    stage: RwSignal<Stage>,
    /// This page took or prolonged the hold, not another tab, and has to release it.
    is_own: StoredValue<bool>,
    /// The hold is being booked; the page must not release it.
    is_being_booked: StoredValue<bool>,
    asked: Action,
    deadline: Timer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Running,
    /// Two minutes or less are left.
    Ending,
    Ended,
}

/// A request for a hold. Boxed like [`Done`], so that the code that sends it is compiled only once.
type Request = Pin<Box<dyn Future<Output = Result<Hold, ApiError>>>>;
type Done = Box<dyn FnOnce(Result<(), ApiError>)>;

impl Held {
    /// `hold`: existing hold, for example from before a reload. A hold taken by this page is released when the owner is
    /// disposed. When the document is unloaded, the server ends it soon, but not at once: the page may be reloading.
    pub(super) fn new(application: String, hold: Option<Hold>, is_own: bool) -> Self {
        let held = Self {
            application: StoredValue::new(application),
            hold: RwSignal::new(None),
            stage: RwSignal::new(Stage::Ended),
            is_own: StoredValue::new(is_own),
            is_being_booked: StoredValue::new(false),
            asked: Action::new(),
            deadline: Timer::new(),
        };
        if let Some(hold) = hold {
            held.set(hold);
        }
        on_cleanup(move || held.release());
        page::on_gone(move || held.end_soon());
        page::on_visible(move || held.follow());
        held
    }

    /// The hold, even if it has expired; untracked.
    pub(super) fn get(self) -> Option<Hold> {
        self.hold.try_get_untracked().flatten()
    }

    /// Whether the hold is for this time and has not expired.
    pub(super) fn is_for(self, time: DateTime<Utc>) -> bool {
        self.get().is_some_and(|hold| hold.starts_at == time && stage(&hold) != Stage::Ended)
    }

    /// [`get`](Self::get), tracked.
    pub(super) fn tracked(self) -> Option<Hold> {
        self.hold.get()
    }

    /// Whether a request for the hold is in flight; for the `busy` state of buttons.
    pub(super) fn busy(self) -> Signal<bool> {
        self.asked.busy()
    }

    /// Holds a slot; the previous hold is released. `done` gets the answer if the page is still there.
    pub(super) fn take(self, institution: String, time: DateTime<Utc>, done: Done) {
        let application = self.application.get_value();
        let wanted = HoldSlot { institution, starts_at: time };
        let request = async move { api::bookings::hold(&application, &wanted).await };
        self.ask(Box::pin(request), done);
    }

    /// Prolongs the hold by ten minutes, or holds the same slot again if it has expired.
    fn prolong(self, hold: &Hold, done: Done) {
        let (application, slot) = (self.application.get_value(), slot(hold));
        let request = async move { api::bookings::prolong(&application, &slot).await };
        self.ask(Box::pin(request), done);
    }

    /// Sets whether the hold is being booked. If booking fails after the page is gone, the code that books releases it.
    pub(super) fn set_being_booked(self, is_being_booked: bool) {
        self.is_being_booked.try_set_value(is_being_booked);
    }

    /// Forgets the hold without releasing it: the slot is booked or lost.
    pub(super) fn forget(self) {
        self.hold.try_set(None);
    }

    /// Releases a hold taken by this page, and forgets it.
    pub(super) fn free(self) {
        self.release();
        self.forget();
    }

    fn release(self) {
        if let Some(hold) = self.hold_to_release() {
            action::commit(release(self.application.get_value(), hold));
        }
    }

    /// The document is closing or reloading: asks the server to end the hold soon.
    fn end_soon(self) {
        let Some(hold) = self.hold_to_release() else { return };
        let application = self.application.get_value();
        let left = ReleaseHold { ends_at: Some(hold.ends_at), ..release_request(hold) };
        action::commit(async move {
            let _ = api::bookings::release(&application, &left).await;
        });
    }

    /// The hold that this page has to release when it goes.
    fn hold_to_release(self) -> Option<Hold> {
        self.get().filter(|_| self.is_own.get_value() && !self.is_being_booked.get_value())
    }

    fn ask(self, request: Request, done: Done) {
        let application = self.application.get_value();
        let asked = self.asked;
        let request = in_turn(async move {
            let answer = request.await;
            // The page is gone: releases the hold in the same turn, so that the next request does not see it.
            if let (Ok(hold), true) = (&answer, asked.is_disposed()) {
                let _ = api::bookings::release(&application, &release_request(hold.clone())).await;
            }
            answer
        });
        asked.settle(request, move |answer| {
            done(answer.map(|hold| {
                self.is_own.set_value(true);
                self.set(hold);
            }));
        });
    }

    fn set(self, hold: Hold) {
        clock::set_server(hold.now);
        self.hold.set(Some(hold));
        self.follow();
    }

    /// Updates the stage and schedules the next check, until the owner is disposed.
    fn follow(self) {
        /// Longest timer in milliseconds: after the device slept, a longer one could fire late.
        const LONGEST: u32 = 15_000;
        let Some(hold) = self.get() else { return };
        let stage = stage(&hold);
        if self.stage.get_untracked() != stage {
            self.stage.set(stage);
        }
        let warns_at = hold.ends_at - TimeDelta::seconds(WARNING_SECONDS);
        let now = clock::server();
        let next = if now < warns_at { warns_at } else { hold.ends_at };
        let left = u32::try_from((next - now).num_milliseconds()).unwrap_or(LONGEST);
        self.deadline.set(left.clamp(50, LONGEST), move || self.follow());
    }
}

/// Releases a hold after all earlier requests about holds have their answers.
pub(super) async fn release(application: String, hold: Hold) {
    let _ = in_turn(api::bookings::release(&application, &release_request(hold))).await;
}

fn release_request(Hold { institution, starts_at, .. }: Hold) -> ReleaseHold {
    ReleaseHold { institution, starts_at, ends_at: None }
}

fn slot(hold: &Hold) -> HoldSlot {
    HoldSlot { institution: hold.institution.clone(), starts_at: hold.starts_at }
}

fn stage(hold: &Hold) -> Stage {
    let left = hold.ends_at - clock::server();
    if left <= TimeDelta::zero() {
        Stage::Ended
    } else if left <= TimeDelta::seconds(WARNING_SECONDS) {
        Stage::Ending
    } else {
        Stage::Running
    }
}
