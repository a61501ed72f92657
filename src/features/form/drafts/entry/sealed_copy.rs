//! The copy in this browser. It is written synchronously after each change (large ones shortly after), so that a crash
//! loses nothing.

use super::super::copy::{self, Content};
use super::Entry;
use crate::platform::clock;
use crate::state::action::commit;
use crate::state::key;
use leptos::prelude::*;
use std::rc::Rc;

/// Copies of more than `LARGE` bytes are not written at every key press, but every `COPY_PAUSE` milliseconds.
const LARGE: usize = 64 * 1_024;
const COPY_PAUSE: u32 = 200;
/// Milliseconds before the key of the copy may be requested again.
const KEY_PAUSE: u32 = 5_000;

impl Entry {
    /// Writes the copy now if its write was delayed.
    pub(in super::super) fn write_delayed_copy(self: &Rc<Self>) {
        if self.is_copy_behind.get() {
            self.write_copy();
        }
    }

    /// Writes the copy synchronously, or with a delay if the answers are large.
    pub(super) fn schedule_copy(self: &Rc<Self>) {
        if !self.is_large.get() {
            return self.write_copy();
        }
        if !self.is_copy_behind.replace(true) {
            let entry = Rc::clone(self);
            commit(async move {
                clock::wait(COPY_PAUSE).await;
                entry.write_delayed_copy();
            });
        }
    }

    pub(super) fn write_copy(self: &Rc<Self>) {
        self.is_copy_behind.set(false);
        if self.is_over.get() {
            return;
        }
        if !key::is_there() {
            return self.ask_for_key();
        }
        let mut known = self.in_doubt.borrow().clone();
        known.push(self.base_mark.get());
        let base = self.base.borrow();
        let written = self.answers.with_untracked(|answers| {
            let version = self.version.get();
            copy::write(&self.copy, &self.draft, &Content { version, answers, base: &base, known })
        });
        drop(base);
        self.is_large.set(written.is_some_and(|bytes| bytes > LARGE));
    }

    pub(super) fn forget_copy(&self) {
        self.is_copy_behind.set(false);
        copy::forget(&self.copy);
    }

    /// Requests the key, and writes the copy with it if there are still unsaved changes.
    fn ask_for_key(self: &Rc<Self>) {
        if self.is_asking_for_key.replace(true) {
            return;
        }
        let entry = Rc::clone(self);
        commit(async move {
            let is_there = key::fetch().await.is_ok() && key::is_there();
            if is_there && !entry.is_clean() {
                entry.write_copy();
            }
            clock::wait(KEY_PAUSE).await;
            entry.is_asking_for_key.set(false);
        });
    }
}
