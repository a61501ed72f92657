//! The profile as the citizen edits it: in memory only, and until they sign out. It outlives the page.

use super::words::differs;
use crate::state::session::SessionState;
use crate::state::sign_out::{self, OnSignOut};
use domain::form::{Answer, Answers, Checked};
use domain::profile::{self, ATTRIBUTES};
use domain::wire::profile::{Person, Profile};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

#[derive(Clone)]
pub(super) struct Edit {
    /// What was saved when the citizen began.
    pub(super) base: Profile,
    /// As typed.
    pub(super) answers: Answers,
}

thread_local! {
    static EDIT: RefCell<Option<Edit>> = const { RefCell::new(None) };
    static WAS_SAVED: Cell<bool> = const { Cell::new(false) };
    static LISTENS: OnceCell<()> = const { OnceCell::new() };
}

impl Edit {
    fn of(base: Profile) -> Self {
        Self { answers: profile::answers(&base.person), base }
    }

    pub(super) fn is_changed(&self) -> bool {
        let saved = profile::answers(&self.base.person);
        ATTRIBUTES.iter().any(|attribute| differs(*attribute, &saved, &self.answers))
    }

    pub(super) fn check(&self) -> Checked {
        profile::check(&self.answers, &self.base.fixed, self.base.today)
    }

    /// The person of whom nothing is wrong.
    pub(super) fn person(&self, canonical: &Answers) -> Person {
        profile::person(canonical, &self.base.fixed, &self.base.person)
    }
}

/// Begins with what is saved; what was typed before stays.
pub(super) fn begin(saved: Profile) {
    LISTENS.with(|listens| listens.get_or_init(|| sign_out::register(Rc::new(Forgets))).to_owned());
    EDIT.with_borrow_mut(|edit| {
        if !edit.as_ref().is_some_and(Edit::is_changed) {
            *edit = Some(Edit::of(saved));
        }
    });
}

pub(super) fn current() -> Option<Edit> {
    EDIT.with_borrow(Clone::clone)
}

pub(super) fn answer(path: String, answer: Answer) {
    EDIT.with_borrow_mut(|edit| {
        if let Some(edit) = edit {
            edit.answers.set(path, answer);
        }
    });
}

/// Whether something was typed that is not saved.
pub(super) fn is_unsaved() -> bool {
    EDIT.with_borrow(|edit| edit.as_ref().is_some_and(Edit::is_changed))
}

/// Puts another edit in the place of the current one, unless the citizen has signed out.
pub(super) fn replace(next: Edit) {
    EDIT.with_borrow_mut(|edit| {
        if let Some(edit) = edit {
            *edit = next;
        }
    });
}

/// Notes that `sent` is saved. What was typed since then stays.
pub(super) fn note_saved(sent: &Answers, saved: Profile) {
    EDIT.with_borrow_mut(|edit| {
        if let Some(edit) = edit {
            WAS_SAVED.set(true);
            SessionState::rename(saved.person.name.address());
            match edit.answers == *sent {
                true => *edit = Edit::of(saved),
                false => edit.base = saved,
            }
        }
    });
}

/// Whether the profile has just been saved; `true` only once.
pub(super) fn take_saved() -> bool {
    WAS_SAVED.take()
}

/// Takes back what was typed.
pub(super) fn discard() {
    EDIT.with_borrow_mut(|edit| {
        if let Some(edit) = edit {
            *edit = Edit::of(edit.base.clone());
        }
    });
}

struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        EDIT.take();
        WAS_SAVED.take();
    }
}
