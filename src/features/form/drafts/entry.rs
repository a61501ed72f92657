//! The answers of one draft and the queue that saves them: a second after a change, one request at a time, also while
//! answers are wrong.

use super::copy::{self, Kept, Recovered};
use super::mark::Mark;
use crate::api::{self, ApiError};
use crate::platform::clock;
use crate::platform::sleep::Sleep;
use crate::state::action::commit;
use chrono::{DateTime, Utc};
use domain::form::Answers;
use domain::wire::draft::{Draft, Saved};
use domain::wire::problem::ProblemCode;
use futures::channel::oneshot;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

/// Milliseconds from the last change to the save, and at most from the first one: who types on and on is saved too.
const PAUSE: u32 = 1_000;
const PATIENCE: i64 = 5_000;
/// Milliseconds until another try when the server cannot be reached; doubled up to the limit.
const RETRY: u32 = 2_000;
const RETRY_LIMIT: u32 = 30_000;
/// Bytes of answers beyond which the copy in this browser is not written at every key, and the milliseconds between.
const LARGE: usize = 64 * 1_024;
const COPY_PAUSE: u32 = 200;
/// Milliseconds until the key of the copy is asked for again.
const KEY_PAUSE: u32 = 5_000;

/// Where saving stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Saving {
    Saved(DateTime<Utc>),
    Edited,
    InFlight,
    /// Tries again by itself.
    NoConnection,
    /// Tries again by itself.
    ServerDown,
    /// Goes on after signing in.
    SignedOut,
    /// Another tab or device saved other answers; the citizen decides.
    Conflict,
    Failed(ApiError),
}

type Outcome = Result<u32, ApiError>;

#[derive(Debug)]
pub(crate) struct Entry {
    pub(super) draft: String,
    pub(crate) answers: ArcRwSignal<Answers>,
    pub(crate) saving: ArcRwSignal<Saving>,
    version: Cell<u32>,
    /// The step on the screen.
    step: RefCell<Option<String>>,
    /// Counts changes; `saved` is the change that the server has.
    edits: Cell<u64>,
    saved: Cell<u64>,
    is_running: Cell<bool>,
    /// Somebody waits for the save: no pause before it.
    hurry: Cell<bool>,
    sleep: Sleep,
    /// The answers that the server is known to have, and those of saves without an answer: each may be there or not.
    base: RefCell<Answers>,
    in_doubt: RefCell<Vec<Mark>>,
    /// Those who wait until the last change is saved or cannot be.
    waiters: RefCell<Vec<oneshot::Sender<Outcome>>>,
    /// The copy in this browser is large, or behind.
    is_large: Cell<bool>,
    is_copy_behind: Cell<bool>,
    is_asking_for_key: Cell<bool>,
    /// Pages that show it.
    pages: Cell<u32>,
    /// The citizen has left: what somebody waits for is still saved, and nothing follows.
    is_over: Cell<bool>,
    /// The draft is sent or deleted.
    is_gone: Cell<bool>,
}

impl Entry {
    pub(super) fn new(draft: &Draft) -> Rc<Self> {
        Rc::new(Self {
            draft: draft.id.clone(),
            answers: ArcRwSignal::new(draft.answers.clone()),
            saving: ArcRwSignal::new(Saving::Saved(draft.saved_at)),
            version: Cell::new(draft.version),
            step: RefCell::new(draft.step.clone()),
            edits: Cell::new(0),
            saved: Cell::new(0),
            is_running: Cell::new(false),
            hurry: Cell::new(false),
            sleep: Sleep::default(),
            base: RefCell::new(draft.answers.clone()),
            in_doubt: RefCell::default(),
            waiters: RefCell::default(),
            is_large: Cell::new(false),
            is_copy_behind: Cell::new(false),
            is_asking_for_key: Cell::new(false),
            pages: Cell::new(0),
            is_over: Cell::new(false),
            is_gone: Cell::new(false),
        })
    }

    /// A page shows it, and has just fetched it.
    pub(super) fn opened(&self, draft: &Draft) {
        self.pages.set(self.pages.get() + 1);
        if self.is_clean() {
            self.version.set(draft.version);
            self.base.replace(draft.answers.clone());
            self.step.replace(draft.step.clone());
            self.saving.set(Saving::Saved(draft.saved_at));
            if self.answers.with_untracked(|answers| *answers != draft.answers) {
                self.answers.set(draft.answers.clone());
            }
        } else if !self.is_running.get() && self.is_known(&draft.answers) {
            self.version.set(draft.version);
            self.base.replace(draft.answers.clone());
        }
    }

    pub(super) fn closed(self: &Rc<Self>) {
        self.pages.set(self.pages.get().saturating_sub(1));
        self.is_left();
    }

    /// Nobody may be there to wait: what is not saved is sent now.
    pub(super) fn is_left(self: &Rc<Self>) {
        self.catch_up();
        if !self.is_clean() && self.saving() != Saving::Conflict {
            self.hurry();
        }
    }

    pub(super) fn is_clean(&self) -> bool {
        self.edits.get() == self.saved.get()
    }

    pub(super) fn is_needed(&self) -> bool {
        let can_do_something = !matches!(self.saving(), Saving::Failed(_));
        self.pages.get() > 0 || !self.is_clean() && can_do_something
    }

    /// Writes the copy if it is behind.
    pub(super) fn catch_up(self: &Rc<Self>) {
        if self.is_copy_behind.get() {
            self.write_copy();
        }
    }

    pub(super) fn end(&self) {
        self.is_over.set(true);
        self.wake();
    }

    pub(super) fn gone(&self) {
        self.is_gone.set(true);
        self.end();
    }

    pub(super) fn wake(&self) {
        self.sleep.wake();
    }

    /// The answers have changed.
    pub(crate) fn edited(self: &Rc<Self>) {
        if self.is_over.get() {
            return;
        }
        self.edits.set(self.edits.get() + 1);
        self.keep();
        // A conflict is settled first; saving would only meet it again.
        if !self.is_running.get() && self.saving() != Saving::Conflict {
            self.start();
        }
    }

    /// Answers of an earlier visit are on the screen.
    pub(crate) fn recovered(self: &Rc<Self>, recovered: &Recovered) {
        self.in_doubt.borrow_mut().extend(&recovered.known);
        match recovered.conflict {
            Some(version) => {
                self.version.set(version);
                // What was saved elsewhere is news until the citizen has picked, also after another reload.
                self.base.replace(recovered.base.clone());
                self.edits.set(self.edits.get() + 1);
                self.saving.set(Saving::Conflict);
            }
            None => self.edited(),
        }
    }

    /// Goes on after a conflict: the answers on this screen are saved over those that were saved elsewhere.
    pub(crate) fn settle(self: &Rc<Self>, theirs: &Draft) {
        self.version.set(theirs.version);
        self.base.replace(theirs.answers.clone());
        self.saving.set(Saving::Edited);
        self.edited();
    }

    /// This step is on the screen: the draft opens here next time if something is changed.
    pub(crate) fn shows(&self, step: &str) {
        self.step.replace(Some(step.to_owned()));
    }

    /// Saves now; ready when it is done, with the version that the server has then.
    ///
    /// # Errors
    /// Why the last change is not on the server.
    pub(crate) fn saved(self: &Rc<Self>) -> impl Future<Output = Outcome> + use<> {
        let waits = if self.is_clean() && !self.is_running.get() {
            Err(Ok(self.version.get()))
        } else if self.saving() == Saving::Conflict {
            Err(Err(ApiError::of(ProblemCode::Conflict)))
        } else {
            let (tell, hear) = oneshot::channel();
            self.waiters.borrow_mut().push(tell);
            self.hurry();
            Ok(hear)
        };
        async move {
            match waits {
                Ok(hear) => hear.await.unwrap_or(Err(ApiError::NoConnection)),
                Err(known) => known,
            }
        }
    }

    /// The answers that the ones on the screen were made from.
    pub(crate) fn base(&self) -> Answers {
        self.base.borrow().clone()
    }

    fn saving(&self) -> Saving {
        self.saving.get_untracked()
    }

    fn hurry(self: &Rc<Self>) {
        self.hurry.set(true);
        if self.is_running.get() {
            self.wake();
        } else {
            self.start();
        }
    }

    fn start(self: &Rc<Self>) {
        self.is_running.set(true);
        self.saving.set(Saving::Edited);
        commit(Rc::clone(self).run());
    }

    async fn run(self: Rc<Self>) {
        let mut retry = RETRY;
        loop {
            self.pause().await;
            if self.is_gone.get() || self.is_over.get() && !self.hurry.get() {
                return self.tell(&Err(ApiError::of(ProblemCode::NotFound)));
            }
            let edits = self.edits.get();
            let result = self.save().await;
            if self.is_gone.get() {
                return self.tell(&result.map(|_| self.version.get()));
            }
            match result {
                Ok(at) => {
                    retry = RETRY;
                    self.saved.set(edits);
                    if self.is_clean() {
                        self.forget_copy();
                        return self.finish(Saving::Saved(at), Ok(self.version.get()));
                    }
                    self.saving.set(Saving::Edited);
                    self.keep();
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
                    self.tell(&Err(error));
                    self.sleep.sleep(retry).await;
                    retry = (retry * 2).min(RETRY_LIMIT);
                }
                Err(error) if error.code() == Some(ProblemCode::SignInRequired) => {
                    self.saving.set(Saving::SignedOut);
                    self.tell(&Err(error));
                    self.sleep.sleep(RETRY_LIMIT).await;
                }
                Err(error) if error.code() == Some(ProblemCode::Conflict) => {
                    return self.finish(Saving::Conflict, Err(error));
                }
                Err(error) => {
                    // Sent elsewhere. «Not found» may be meant for another citizen, who has signed in meanwhile.
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
        self.tell(&outcome);
        super::forget_needless();
    }

    fn tell(&self, outcome: &Outcome) {
        for waiter in self.waiters.take() {
            let _ = waiter.send(outcome.clone());
        }
    }

    /// Waits until the typing pauses for a second.
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

    /// One request, or three where the server has other answers than expected.
    async fn save(self: &Rc<Self>) -> Result<DateTime<Utc>, ApiError> {
        let answers = self.answers.get_untracked();
        let mark = Mark::of(&answers);
        if self.saving() == Saving::Edited {
            self.saving.set(Saving::InFlight);
        }
        // Before the request goes: a page that is loaded meanwhile must know these answers as its own.
        let is_new = self.in_doubt.borrow().last() != Some(&mark);
        if is_new {
            self.in_doubt.borrow_mut().push(mark);
        }
        self.write_copy();
        let result = self.send(&answers, mark).await;
        match &result {
            Ok(saved) => {
                self.version.set(saved.version);
                self.base.replace(answers);
                self.in_doubt.take();
            }
            // It is not there, and will not be.
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
        if Mark::of(&stored.answers) == mark {
            // Browsers repeat a request by themselves when a kept-alive connection breaks: the first one arrived.
            return Ok(Saved { version: stored.version, saved_at: stored.saved_at });
        }
        if self.is_known(&stored.answers) {
            return api::drafts::save(&self.draft, stored.version, answers, step).await;
        }
        Err(error)
    }

    /// Whether answers on the server are no news: they came from there, or were sent without hearing of it. Only a version
    /// without a change of the answers lies between.
    fn is_known(&self, there: &Answers) -> bool {
        *self.base.borrow() == *there || self.in_doubt.borrow().contains(&Mark::of(there))
    }

    /// Keeps a copy in this browser: before anything else can happen, unless the answers are long.
    fn keep(self: &Rc<Self>) {
        if !self.is_large.get() {
            return self.write_copy();
        }
        if !self.is_copy_behind.replace(true) {
            let entry = Rc::clone(self);
            commit(async move {
                clock::wait(COPY_PAUSE).await;
                entry.catch_up();
            });
        }
    }

    fn write_copy(self: &Rc<Self>) {
        self.is_copy_behind.set(false);
        if self.is_over.get() {
            return;
        }
        if !copy::is_unlocked() {
            return self.ask_for_key();
        }
        let known = self.in_doubt.borrow().clone();
        let base = self.base.borrow();
        let written = self.answers.with_untracked(|answers| {
            let version = self.version.get();
            copy::write(&self.draft, &Kept { version, answers, base: &base, known })
        });
        drop(base);
        self.is_large.set(written.is_some_and(|bytes| bytes > LARGE));
    }

    fn forget_copy(&self) {
        self.is_copy_behind.set(false);
        // The citizen may have left and come back: the copy is then that of another entry.
        if !(self.is_over.get() && super::is_unsaved(&self.draft)) {
            copy::forget(&self.draft);
        }
    }

    /// Until the key is there, nothing is kept; then what is not saved yet is.
    fn ask_for_key(self: &Rc<Self>) {
        if self.is_asking_for_key.replace(true) {
            return;
        }
        let entry = Rc::clone(self);
        commit(async move {
            let is_there = copy::unlock().await.is_ok();
            if is_there && !entry.is_clean() {
                entry.write_copy();
            }
            clock::wait(KEY_PAUSE).await;
            entry.is_asking_for_key.set(false);
        });
    }
}
