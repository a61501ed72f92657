//! The answers of one draft: `queue` saves them, `sealed_copy` holds a copy in this browser until they are saved.

mod queue;
mod sealed_copy;

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

/// State of saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Saving {
    Saved(DateTime<Utc>),
    Edited,
    InFlight,
    /// The queue retries.
    NoConnection,
    /// The queue retries.
    ServerDown,
    /// The queue continues after the citizen signs in.
    SignedOut,
    /// Another tab or device has saved other answers; the citizen has to choose.
    Conflict,
    Failed(ApiError),
}

type Outcome = Result<u32, ApiError>;

#[derive(Debug)]
pub(crate) struct Entry {
    pub(super) draft: String,
    /// Name of the draft's copy in this browser.
    copy: String,
    pub(crate) answers: ArcRwSignal<Answers>,
    pub(crate) saving: ArcRwSignal<Saving>,
    version: Cell<u32>,
    /// The step on the screen.
    step: RefCell<Option<String>>,
    /// Number of changes so far; `saved` is the number of the last one on the server.
    edits: Cell<u64>,
    saved: Cell<u64>,
    is_running: Cell<bool>,
    /// Something waits for the save: the queue skips its pause.
    hurry: Cell<bool>,
    sleep: Sleep,
    /// `base` are the answers that the server last confirmed. `in_doubt` are the marks of saves without a response: each
    /// may be on the server or not.
    base: RefCell<Answers>,
    base_mark: Cell<Mark>,
    in_doubt: RefCell<Vec<Mark>>,
    /// Wait until the last change is saved or its save has failed.
    waiters: RefCell<Vec<oneshot::Sender<Outcome>>>,
    /// The copy in this browser is large, so it is written with a delay; it may be behind the answers.
    is_large: Cell<bool>,
    is_copy_behind: Cell<bool>,
    is_asking_for_key: Cell<bool>,
    /// Number of pages that show the draft.
    pages: Cell<u32>,
    /// The citizen has signed out or the draft is gone: the queue ends after a save that something waits for.
    is_over: Cell<bool>,
    /// The draft was sent or deleted.
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
            base_mark: Cell::new(Mark::new(&draft.answers)),
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

    /// A page has fetched the draft and shows it now.
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
        } else if !self.is_running.get() && self.is_own(&draft.answers) {
            self.version.set(draft.version);
            self.set_base(draft.answers.clone());
        }
    }

    pub(super) fn closed(self: &Rc<Self>) {
        self.pages.set(self.pages.get().saturating_sub(1));
        self.save_at_once();
    }

    /// Saves at once: the page may not exist long enough for the pause.
    pub(super) fn save_at_once(self: &Rc<Self>) {
        self.write_delayed_copy();
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

    pub(super) fn delete(&self) {
        self.is_gone.set(true);
        self.end();
    }

    pub(super) fn wake(&self) {
        self.sleep.wake();
    }

    /// Counts a change of the answers, writes the copy and starts the queue.
    pub(crate) fn edited(self: &Rc<Self>) {
        if self.is_over.get() {
            return;
        }
        self.edits.set(self.edits.get() + 1);
        self.schedule_copy();
        // The citizen resolves a conflict first; a save now would only conflict again.
        if !self.is_running.get() && self.saving() != Saving::Conflict {
            self.start();
        }
    }

    /// Takes over edits recovered from this browser that are on the screen now.
    pub(crate) fn recovered(self: &Rc<Self>, recovered: &Recovered) {
        self.in_doubt.borrow_mut().extend(&recovered.known);
        match recovered.conflict {
            Some(version) => {
                self.version.set(version);
                // Keep the old base until the citizen has chosen, so that the conflict is found after another reload too.
                self.set_base(recovered.base.clone());
                self.set_conflict();
                self.schedule_copy();
            }
            None => {
                self.edited();
                // They have waited long enough: the longer they do, the likelier another tab saves something else first.
                self.hurry();
            }
        }
        recovered.names.iter().for_each(|name| copy::forget(name));
    }

    /// Another tab or device has saved other answers: stops saving until the citizen has chosen.
    pub(super) fn set_conflict(&self) {
        self.edits.set(self.edits.get() + 1);
        self.saving.set(Saving::Conflict);
    }

    /// Ends a conflict: saves the answers on this screen over `theirs`.
    pub(crate) fn resolve_conflict(self: &Rc<Self>, theirs: &Draft) {
        self.version.set(theirs.version);
        self.set_base(theirs.answers.clone());
        self.saving.set(Saving::Edited);
        self.edited();
    }

    /// Notes the step on the screen. The next save stores it, and the draft opens there next time.
    pub(crate) fn shows(&self, step: &str) {
        self.step.replace(Some(step.to_owned()));
    }

    /// Saved answers that the ones on the screen started from.
    pub(crate) fn base(&self) -> Answers {
        self.base.borrow().clone()
    }

    #[inline(never)]
    fn set_base(&self, answers: Answers) {
        self.base_mark.set(Mark::new(&answers));
        self.base.replace(answers);
    }

    fn saving(&self) -> Saving {
        self.saving.get_untracked()
    }

    /// Whether the answers on the server are this tab's own: its base, or a save whose response was lost. Then only the
    /// version is newer, and there is no conflict.
    fn is_own(&self, there: &Answers) -> bool {
        *self.base.borrow() == *there || self.in_doubt.borrow().contains(&Mark::new(there))
    }
}
