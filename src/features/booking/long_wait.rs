//! Message about a request that takes long.

use crate::platform::effect::effect;
use crate::platform::timer::Timer;
use crate::state::announcer::Announcer;
use leptos::prelude::*;

/// Milliseconds until the message is shown and announced.
const LONG_WAIT: u32 = 1_000;

/// A wait that is announced if it takes long.
#[derive(Debug, Clone, Copy)]
pub(super) struct LongWait {
    words: fn() -> String,
    is_long: RwSignal<bool>,
    timer: Timer,
    announcer: Option<Announcer>,
}

impl LongWait {
    /// Lives as long as the current owner.
    pub(super) fn new(words: fn() -> String) -> Self {
        Self {
            words,
            is_long: RwSignal::new(false),
            timer: Timer::new(),
            announcer: Announcer::current(),
        }
    }

    /// A request has started; replaces an earlier wait.
    pub(super) fn begin(self) {
        self.is_long.try_set(false);
        self.timer.set(LONG_WAIT, move || {
            self.is_long.try_set(true);
            self.announcer.iter().for_each(|announcer| announcer.say((self.words)()));
        });
    }

    /// The answer has come.
    pub(super) fn end(self) {
        self.timer.clear();
        self.is_long.try_set(false);
    }
}

/// Shows `words` next to a button and announces them once its request takes long.
pub(super) fn slow(busy: Signal<bool>, words: fn() -> String) -> AnyView {
    let wait = LongWait::new(words);
    effect(move || if busy.get() { wait.begin() } else { wait.end() });
    let shown = move || wait.is_long.get().then(|| view! { <p class="muted">{words()}</p> });
    shown.into_any()
}
