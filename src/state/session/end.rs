//! The end of a session by time, or found out by a request.

use super::{SessionState, UNTRACKED, Who};
use crate::platform::{clock, focus, history};
use leptos::prelude::*;

/// Milliseconds after a session's end before it is checked, so that the server has ended it too.
pub(super) const MARGIN: i64 = 500;
/// Longest timer in ms: timers stand still while the device sleeps, so the clock is read often.
const STEP: u32 = 5_000;
/// Milliseconds between checks caused by «sign in» answers.
const RECHECK_PAUSE: i64 = 2_000;

impl SessionState {
    /// Checks the session at `end`, in ms of this device's clock.
    pub(super) fn check_at(self, end: i64) {
        let left = u32::try_from(end - clock::device_ms()).unwrap_or_default();
        let check = move || if left > STEP { self.check_at(end) } else { self.check() };
        self.end.set(left.min(STEP), check);
    }

    /// A request was refused because nobody is signed in.
    pub(super) fn sign_in_required(self) {
        if self.who.get_untracked() == Who::Citizen {
            self.interrupt();
            // The refusal may be older than a new session, so the session is checked. With a pause: if the two answers
            // contradict each other, they would do so for ever.
            let now = clock::device_ms();
            if UNTRACKED.with(|untracked| now >= untracked.recheck_after.get()) {
                UNTRACKED.with(|untracked| untracked.recheck_after.set(now + RECHECK_PAUSE));
                self.check();
            }
        }
    }

    /// Takes the page off the screen, where passers-by could read it. It comes back after the citizen signs in.
    pub(super) fn interrupt(self) {
        history::save_position();
        focus::release();
        self.silence();
        self.who.set(Who::Expired);
    }
}
