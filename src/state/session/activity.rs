//! What the citizen does, here and in other tabs of this browser: only that counts against the 15 idle minutes of S-02.

use super::SessionState;
use crate::platform::{clock, page, storage};
use leptos::prelude::*;
use std::cell::Cell;

/// A change of this key tells other tabs that somebody is there. It is never kept.
const KEY: &str = "okno.active";
/// Milliseconds between two such messages.
const PAUSE: i64 = 10_000;
/// Events of somebody who is there.
const EVENTS: [&str; 5] = ["keydown", "pointerdown", "wheel", "click", "input"];

thread_local! {
    /// When the citizen was last there, in ms of this device's clock.
    static AT: Cell<i64> = const { Cell::new(0) };
    static TOLD_AT: Cell<i64> = const { Cell::new(0) };
}

pub(super) fn listen(state: SessionState) {
    AT.set(clock::device_ms());
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
            AT.set(clock::device_ms());
            if state.warning.get_untracked().is_some() {
                state.ask_again(Some(0));
            }
        }
    });
}

/// Somebody is there.
pub(super) fn note() {
    let now = clock::device_ms();
    AT.set(now);
    if (now - TOLD_AT.get()).abs() > PAUSE {
        TOLD_AT.set(now);
        storage::set(KEY, "1");
        storage::remove(KEY);
    }
}

/// Seconds for which nobody was there.
pub(super) fn idle() -> u32 {
    u32::try_from((clock::device_ms() - AT.get()) / 1_000).unwrap_or_default()
}
