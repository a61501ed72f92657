//! Hides a page that the browser restored from its back-forward cache.

use super::{SessionState, UNTRACKED, Who};
use crate::platform::page;
use leptos::prelude::*;

/// Milliseconds for which a restored page stays out of sight while the server does not answer.
const PATIENCE: u32 = 2_000;

impl SessionState {
    /// Checks the session of a restored page. It received nothing while it was frozen, so it may show the data of somebody
    /// who has signed out; it stays out of sight until the server answers.
    pub(super) fn recheck(self) {
        self.set_veiled(self.who.get_untracked() == Who::Citizen);
        self.patience.set(PATIENCE, move || self.lift_veil());
        self.check();
    }

    /// Shows that the app waits for the server in place of the page, when the answer takes too long.
    pub(super) fn lift_veil(self) {
        if UNTRACKED.with(|untracked| untracked.is_veiled.get()) {
            self.who.set(Who::Unknown);
            self.set_veiled(false);
        }
    }

    pub(super) fn set_veiled(self, is_veiled: bool) {
        UNTRACKED.with(|untracked| untracked.is_veiled.set(is_veiled));
        page::veil(is_veiled);
    }
}
