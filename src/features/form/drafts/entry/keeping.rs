//! The copy in this browser: written before anything else can happen after a change.

use super::super::copy::{self, Kept};
use super::Entry;
use crate::platform::clock;
use crate::state::action::commit;
use crate::state::key;
use leptos::prelude::*;
use std::rc::Rc;

/// Bytes of answers beyond which the copy is not written at every key, and the milliseconds between.
const LARGE: usize = 64 * 1_024;
const COPY_PAUSE: u32 = 200;
/// Milliseconds until the key of the copy is asked for again.
const KEY_PAUSE: u32 = 5_000;

impl Entry {
    /// Writes the copy if it is behind.
    pub(in super::super) fn catch_up(self: &Rc<Self>) {
        if self.is_copy_behind.get() {
            self.write_copy();
        }
    }

    /// Keeps a copy in this browser: before anything else can happen, unless the answers are long.
    pub(super) fn keep(self: &Rc<Self>) {
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
            copy::write(&self.copy, &self.draft, &Kept { version, answers, base: &base, known })
        });
        drop(base);
        self.is_large.set(written.is_some_and(|bytes| bytes > LARGE));
    }

    pub(super) fn forget_copy(&self) {
        self.is_copy_behind.set(false);
        copy::forget(&self.copy);
    }

    /// Until the key is there, nothing is kept; then what is not saved yet is.
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
