//! What the citizen does, here and in other tabs of this browser: only that counts against the 15 idle minutes of S-02.

use super::SessionState;
use crate::platform::{clock, page, storage};
use leptos::prelude::*;
use std::cell::Cell;

/// A change of this key tells other tabs that somebody is there. It is never kept.
const KEY: &str = "okno.active";
/// Milliseconds between two such messages.
const PAUSE: f64 = 10_000.0;
/// Events of somebody who is there.
const EVENTS: [&str; 5] = ["keydown", "pointerdown", "wheel", "click", "input"];

thread_local! {
    /// When the citizen was last there, by the [running](clock::running_ms) clock: a clock that somebody sets back would keep an
    /// idle session alive.
    static AT: Cell<f64> = const { Cell::new(0.0) };
    static TOLD_AT: Cell<f64> = const { Cell::new(f64::MIN) };
}

pub(super) fn listen(state: SessionState) {
    AT.set(clock::running_ms());
    // Once a warning is shown, only its buttons count: a cat on the keyboard does not.
    let is_there = move || {
        if state.warning.get_untracked().is_none() && state.is_signed_in_now() {
            note();
        }
    };
    for event in EVENTS {
        page::on(event, is_there);
    }
    page::on_visible(is_there);
    storage::on_change(KEY, move |value, _| {
        if value.is_some() {
            AT.set(clock::running_ms());
            if state.warning.get_untracked().is_some() {
                state.ask_again(Some(0));
            }
        }
    });
}

/// Somebody is there.
pub(super) fn note() {
    let now = clock::running_ms();
    AT.set(now);
    if now - TOLD_AT.get() > PAUSE {
        TOLD_AT.set(now);
        storage::set(KEY, "1");
        storage::remove(KEY);
    }
}

/// Whether somebody was there so lately that no warning is due.
pub(super) fn is_recent() -> bool {
    /// Seconds from the last activity to the warning: the 15 minutes of S-02 without the last two.
    const QUIET: u32 = 13 * 60;
    idle() < QUIET
}

/// Seconds for which nobody was there.
pub(super) fn idle() -> u32 {
    clock::whole_seconds(clock::running_ms() - AT.get())
}
