//! The citizen can stop updates of what is on the screen (WCAG 2.2.2). Per tab, until it is loaded anew or the citizen leaves.

use crate::i18n::{dates, tr};
use crate::platform::clock;
use crate::state::announcer::Announcer;
use crate::state::root;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    /// What the page says while updates are paused.
    static PAUSED: RwSignal<Option<String>> = root::with(|| RwSignal::new(None));
    static SINCE: Cell<DateTime<Utc>> = const { Cell::new(DateTime::UNIX_EPOCH) };
    /// Events that are held back.
    static HELD: Cell<u32> = const { Cell::new(0) };
}

/// Of when the screen is and how much is new, while updates are paused. Tracked.
pub(crate) fn paused() -> Option<String> {
    signal().get()
}

/// Pauses the updates of this tab, or ends the pause. Returns whether they go on now.
pub(super) fn turn() -> bool {
    let was_paused = is_paused();
    if was_paused {
        end();
    } else {
        SINCE.set(clock::server());
        HELD.set(0);
        signal().set(Some(words()));
    }
    let text = if was_paused { tr::live::resumed() } else { tr::live::paused_said() };
    Announcer::current().into_iter().for_each(|announcer| announcer.say(text.clone()));
    was_paused
}

pub(super) fn is_paused() -> bool {
    signal().get_untracked().is_some()
}

/// One more event is held back.
pub(super) fn count() {
    HELD.set(HELD.get().saturating_add(1));
    signal().set(Some(words()));
}

/// What was held back is not handed out: the citizen has left.
pub(super) fn end() {
    signal().set(None);
}

fn words() -> String {
    let mut text = tr::live::paused(&dates::time(SINCE.get()));
    if HELD.get() > 0 {
        text.push(' ');
        text.push_str(&tr::live::held(&HELD.get().to_string()));
    }
    text
}

fn signal() -> RwSignal<Option<String>> {
    PAUSED.with(|paused| *paused)
}
