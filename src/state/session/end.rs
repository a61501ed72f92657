//! The end of a session by time, or found out by a request, and the warning before it (S-02).

use super::{SessionState, UNTRACKED, Who, activity};
use crate::platform::{clock, focus, history};
use leptos::prelude::*;

/// Milliseconds after a session's end before it is checked, so that the server has ended it too.
const MARGIN: i64 = 500;
/// Milliseconds before the end when the citizen is warned (WCAG 2.2.1 asks for 20 seconds).
const WARNING: i64 = 120_000;
/// What an answer may take on its way without counting as a later end.
const SLACK: i64 = 1_000;
/// Longest timer in ms: timers stand still while the device sleeps, so the clock is read often.
const STEP: u32 = 5_000;
/// Milliseconds between checks caused by «sign in» answers.
const RECHECK_PAUSE: i64 = 2_000;

impl SessionState {
    /// Warns of the session's end, which is at `end` by this device's clock, in ms. What the citizen has done meanwhile counts
    /// first: only the browser knows of it.
    pub(super) fn expect_end(self, end: i64) {
        UNTRACKED.with(|untracked| untracked.ends_at.set(end));
        if end - clock::device_ms() > WARNING + SLACK {
            self.warning.set(None);
            self.at(end - WARNING, |state| state.ask_again(Some(activity::idle())));
        } else {
            self.warn();
        }
    }

    /// Shows the warning, if the end is near.
    pub(super) fn warn(self) {
        let end = UNTRACKED.with(|untracked| untracked.ends_at.get());
        if self.who.get_untracked() == Who::Citizen && end - clock::device_ms() <= WARNING + SLACK {
            self.warning.set(Some(end));
            self.at(end + MARGIN, Self::check);
        }
    }

    fn at(self, moment: i64, act: fn(Self)) {
        let left = u32::try_from(moment - clock::device_ms()).unwrap_or_default();
        let next = move || if left > STEP { self.at(moment, act) } else { act(self) };
        self.end.set(left.min(STEP), next);
    }

    /// When the session ends by this device's clock, in ms, if the citizen has been warned; tracked.
    pub(crate) fn warning(self) -> Option<i64> {
        self.warning.get()
    }

    /// The citizen wants to stay.
    pub(crate) fn stay(self) {
        activity::note();
        self.ask_again(Some(0));
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
