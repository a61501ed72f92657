//! The queue of saves: a second after a change, one request at a time, even while answers have errors.

use super::super::mark::Mark;
use super::{Entry, Outcome, Saving};
use crate::api::{self, ApiError};
use crate::platform::clock;
use crate::state::action::commit;
use crate::state::retry::Pauses;
use chrono::{DateTime, Utc};
use domain::form::Answers;
use domain::wire::draft::Saved;
use domain::wire::problem::ProblemCode;
use futures::channel::oneshot;
use leptos::prelude::*;
use std::future::Future;
use std::rc::Rc;

/// Debounce in milliseconds: `PAUSE` after the last change, `PATIENCE` at most, so that steady typing is saved too.
const PAUSE: u32 = 1_000;
const PATIENCE: i64 = 5_000;
/// Milliseconds between retries while the citizen is signed out.
const SIGNED_OUT_PAUSE: u32 = 30_000;

impl Entry {
    /// Saves without a pause. Resolves to the version on the server.
    ///
    /// # Errors
    /// The reason why the last change is not on the server.
    pub(crate) fn saved(self: &Rc<Self>) -> impl Future<Output = Outcome> + use<> {
        let waits = if self.is_clean() && !self.is_running.get() {
            Err(Ok(self.version.get()))
        } else if self.saving() == Saving::Conflict {
            Err(Err(ApiError::of(ProblemCode::Conflict)))
        } else {
            let (sender, receiver) = oneshot::channel();
            self.waiters.borrow_mut().push(sender);
            self.hurry();
            Ok(receiver)
        };
        async move {
            match waits {
                Ok(receiver) => receiver.await.unwrap_or(Err(ApiError::NoConnection)),
                Err(known) => known,
            }
        }
    }

    /// Fetches the draft after a version conflict. Resolves to the version to continue with if the answers there are our
    /// own; otherwise the citizen has to choose.
    ///
    /// # Errors
    /// The request failed, or the answers there are not our own (`Conflict`).
    pub(crate) async fn resolved_version(self: Rc<Self>) -> Outcome {
        let stored = api::drafts::one(&self.draft).await?;
        if !self.is_own(&stored.answers) {
            self.set_conflict();
            return Err(ApiError::of(ProblemCode::Conflict));
        }
        self.version.set(stored.version);
        Ok(stored.version)
    }

    pub(super) fn hurry(self: &Rc<Self>) {
        self.hurry.set(true);
        if self.is_running.get() {
            self.wake();
        } else {
            self.start();
        }
    }

    pub(super) fn start(self: &Rc<Self>) {
        self.is_running.set(true);
        self.saving.set(Saving::Edited);
        commit(Rc::clone(self).run());
    }

    async fn run(self: Rc<Self>) {
        let mut pauses = Pauses::new();
        loop {
            self.pause().await;
            if self.is_gone.get() || self.is_over.get() && !self.hurry.get() {
                return self.notify(&Err(ApiError::of(ProblemCode::NotFound)));
            }
            let edits = self.edits.get();
            let result = self.save().await;
            if self.is_gone.get() {
                return self.notify(&result.map(|_| self.version.get()));
            }
            match result {
                Ok(at) => {
                    pauses = Pauses::new();
                    self.saved.set(edits);
                    if self.is_clean() {
                        self.forget_copy();
                        return self.finish(Saving::Saved(at), Ok(self.version.get()));
                    }
                    self.saving.set(Saving::Edited);
                    self.schedule_copy();
                }
                Err(error) if self.is_over.get() => {
                    return self.finish(Saving::Failed(error.clone()), Err(error));
                }
                Err(error) if error.is_passing() => {
                    let is_down = error != ApiError::NoConnection;
                    self.saving.set(if is_down {
                        Saving::ServerDown
                    } else {
                        Saving::NoConnection
                    });
                    self.notify(&Err(error));
                    self.sleep.sleep(pauses.next()).await;
                }
                Err(error) if error.code() == Some(ProblemCode::SignInRequired) => {
                    self.saving.set(Saving::SignedOut);
                    self.notify(&Err(error));
                    self.sleep.sleep(SIGNED_OUT_PAUSE).await;
                }
                Err(error) if error.code() == Some(ProblemCode::Conflict) => {
                    return self.finish(Saving::Conflict, Err(error));
                }
                Err(error) => {
                    // Only a draft sent elsewhere needs no copy. «Not found» may be the reply to another citizen who has signed
                    // in meanwhile, so the copy stays then.
                    if error.code() == Some(ProblemCode::AlreadySent) {
                        self.forget_copy();
                    }
                    return self.finish(Saving::Failed(error.clone()), Err(error));
                }
            }
        }
    }

    fn finish(&self, saving: Saving, outcome: Outcome) {
        self.hurry.set(false);
        self.is_running.set(false);
        self.saving.set(saving);
        self.notify(&outcome);
        super::super::forget_needless();
    }

    fn notify(&self, outcome: &Outcome) {
        for waiter in self.waiters.take() {
            let _ = waiter.send(outcome.clone());
        }
    }

    /// Debounces: waits until typing stops for `PAUSE`, at most `PATIENCE`, or until something waits for the save.
    async fn pause(&self) {
        let begun = clock::device_ms();
        loop {
            let before = self.edits.get();
            if self.hurry.get() {
                return;
            }
            self.sleep.sleep(PAUSE).await;
            if self.edits.get() == before || clock::device_ms() - begun > PATIENCE {
                return;
            }
        }
    }

    /// Sends one request, or three if the version on the server is not the expected one.
    async fn save(self: &Rc<Self>) -> Result<DateTime<Utc>, ApiError> {
        let answers = self.answers.get_untracked();
        let mark = Mark::new(&answers);
        if self.saving() == Saving::Edited {
            self.saving.set(Saving::InFlight);
        }
        // Before the request: a page loaded during it must recognise these answers as its own.
        let is_new = self.in_doubt.borrow().last() != Some(&mark);
        if is_new {
            self.in_doubt.borrow_mut().push(mark);
        }
        self.write_copy();
        let result = self.send(&answers, mark).await;
        match &result {
            Ok(saved) => {
                self.version.set(saved.version);
                self.set_base(answers);
                self.in_doubt.take();
            }
            // The server has rejected these answers, so it will never have them.
            Err(error) if !error.is_passing() => {
                self.in_doubt.borrow_mut().retain(|doubted| *doubted != mark);
            }
            Err(_) => {}
        }
        result.map(|saved| saved.saved_at)
    }

    async fn send(&self, answers: &Answers, mark: Mark) -> Result<Saved, ApiError> {
        let step = self.step.borrow().clone();
        let result =
            api::drafts::save(&self.draft, self.version.get(), answers, step.clone()).await;
        let Err(error) = result else { return result };
        if error.code() != Some(ProblemCode::Conflict) {
            return Err(error);
        }
        let stored = api::drafts::one(&self.draft).await?;
        if Mark::new(&stored.answers) == mark {
            // Browsers repeat a request themselves when a keep-alive connection breaks: the first one did arrive.
            return Ok(Saved { version: stored.version, saved_at: stored.saved_at });
        }
        if self.is_own(&stored.answers) {
            return api::drafts::save(&self.draft, stored.version, answers, step).await;
        }
        Err(error)
    }
}
