//! What is said of a wait once it takes long.

use crate::platform::effect::effect;
use crate::platform::timer::Timer;
use crate::state::announcer::Announcer;
use leptos::prelude::*;

/// Milliseconds until a wait is spoken of.
const LONG_WAIT: u32 = 1_000;

/// A wait that is spoken of if it takes long.
#[derive(Debug, Clone, Copy)]
pub(super) struct LongWait {
    words: fn() -> String,
    is_long: RwSignal<bool>,
    timer: Timer,
    announcer: Option<Announcer>,
}

impl LongWait {
    /// Belongs to the owner that is current now.
    pub(super) fn new(words: fn() -> String) -> Self {
        Self {
            words,
            is_long: RwSignal::new(false),
            timer: Timer::new(),
            announcer: Announcer::current(),
        }
    }

    /// Something is on its way, instead of what was before.
    pub(super) fn begin(self) {
        self.is_long.try_set(false);
        self.timer.set(LONG_WAIT, move || {
            self.is_long.try_set(true);
            self.announcer.iter().for_each(|announcer| announcer.say((self.words)()));
        });
    }

    /// It is there.
    pub(super) fn end(self) {
        self.timer.clear();
        self.is_long.try_set(false);
    }
}

/// Shows and says beside a button what is being done once that takes long.
pub(super) fn slow(busy: Signal<bool>, words: fn() -> String) -> AnyView {
    let wait = LongWait::new(words);
    effect(move || if busy.get() { wait.begin() } else { wait.end() });
    let shown = move || wait.is_long.get().then(|| view! { <p class="muted">{words()}</p> });
    shown.into_any()
}
