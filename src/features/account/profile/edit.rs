//! The profile as the citizen edits it, until they sign out. It outlives the page.

pub(super) use super::typed::Edit;

use super::copy;
use super::words::{self, differs};
use crate::state::session::SessionState;
use chrono::NaiveDate;
use domain::form::{self, Answer, Answers};
use domain::profile::{self, ATTRIBUTES};
use domain::wire::profile::Profile;
use std::cell::{Cell, RefCell};

thread_local! {
    static EDIT: RefCell<Option<Edit>> = const { RefCell::new(None) };
    static WAS_SAVED: Cell<bool> = const { Cell::new(false) };
}

/// Begins with what is saved, or with what an earlier load of the page has left; what was typed before stays.
pub(super) fn begin(saved: Profile, recovered: Option<Edit>) {
    EDIT.with_borrow_mut(|edit| {
        if !edit.as_ref().is_some_and(Edit::is_changed) {
            *edit = Some(recovered.unwrap_or_else(|| Edit::of(saved)));
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
            copy::keep(edit);
        }
    });
}

/// The answer in its usual form; `None` if it is wrong or already has that form.
pub(super) fn tidied(path: &str) -> Option<String> {
    let Edit { base, answers } = current()?;
    let field = ATTRIBUTES.into_iter().find(|attribute| words::has(*attribute, path))?;
    let tidy = form::tidy(&profile::field(field), path, &answers, base.today)?;
    (answers.text(path) != Some(&tidy)).then_some(tidy)
}

/// Since when the passport is not valid any more.
pub(super) fn expired_since() -> Option<NaiveDate> {
    let Edit { base, answers } = current()?;
    profile::expired_since(&answers, base.today)
}

/// Whether something was typed that is not saved.
pub(super) fn is_unsaved() -> bool {
    EDIT.with_borrow(|edit| edit.as_ref().is_some_and(Edit::is_changed))
}

/// Puts another edit in the place of the current one, unless the citizen has signed out.
pub(super) fn replace(next: Edit) {
    EDIT.with_borrow_mut(|edit| {
        if let Some(edit) = edit {
            copy::keep(&next);
            *edit = next;
        }
    });
}

/// Notes that `sent` is saved. Fields that say something else stay: they are wrong, or were typed since then.
pub(super) fn note_saved(sent: &Answers, saved: Profile) {
    EDIT.with_borrow_mut(|edit| {
        if let Some(edit) = edit {
            SessionState::rename(saved.person.name.address());
            let mut next = Edit::of(saved);
            for attribute in ATTRIBUTES {
                if differs(attribute, &edit.answers, sent) {
                    next.put(&edit.answers, attribute);
                }
            }
            WAS_SAVED.set(!next.is_changed());
            copy::keep(&next);
            *edit = next;
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
            copy::forget();
        }
    });
}

/// Drops everything: the citizen leaves.
pub(super) fn forget() {
    EDIT.take();
    copy::leave();
    WAS_SAVED.take();
}
