//! The answers of one draft: `queue` saves them, `keeping` has a copy of them in this browser until they are saved.

mod keeping;
mod queue;

use super::copy::{self, Recovered};
use super::mark::Mark;
use crate::api::ApiError;
use crate::platform::sleep::Sleep;
use chrono::{DateTime, Utc};
use domain::form::Answers;
use domain::wire::draft::Draft;
use futures::channel::oneshot;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

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
    /// The name of its copy in this browser.
    copy: String,
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
    base_mark: Cell<Mark>,
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
            copy: copy::name(&draft.id),
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
            base_mark: Cell::new(Mark::of(&draft.answers)),
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
            self.set_base(draft.answers.clone());
            self.step.replace(draft.step.clone());
            self.saving.set(Saving::Saved(draft.saved_at));
            if self.answers.with_untracked(|answers| *answers != draft.answers) {
                self.answers.set(draft.answers.clone());
            }
        } else if !self.is_running.get() && self.is_known(&draft.answers) {
            self.version.set(draft.version);
            self.set_base(draft.answers.clone());
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
                self.set_base(recovered.base.clone());
                self.disagrees();
                self.keep();
            }
            None => self.edited(),
        }
        recovered.names.iter().for_each(|name| copy::forget(name));
    }

    /// Somebody else has saved other answers: the citizen decides, and nothing is saved before.
    pub(super) fn disagrees(&self) {
        self.edits.set(self.edits.get() + 1);
        self.saving.set(Saving::Conflict);
    }

    /// Goes on after a conflict: the answers on this screen are saved over those that were saved elsewhere.
    pub(crate) fn settle(self: &Rc<Self>, theirs: &Draft) {
        self.version.set(theirs.version);
        self.set_base(theirs.answers.clone());
        self.saving.set(Saving::Edited);
        self.edited();
    }

    /// This step is on the screen: the draft opens here next time if something is changed.
    pub(crate) fn shows(&self, step: &str) {
        self.step.replace(Some(step.to_owned()));
    }

    /// The answers that the ones on the screen were made from.
    pub(crate) fn base(&self) -> Answers {
        self.base.borrow().clone()
    }

    fn set_base(&self, answers: Answers) {
        self.base_mark.set(Mark::of(&answers));
        self.base.replace(answers);
    }

    fn saving(&self) -> Saving {
        self.saving.get_untracked()
    }

    /// Whether answers on the server are no news: they came from there, or were sent without hearing of it. Only a version
    /// without a change of the answers lies between.
    fn is_known(&self, there: &Answers) -> bool {
        *self.base.borrow() == *there || self.in_doubt.borrow().contains(&Mark::of(there))
    }
}
