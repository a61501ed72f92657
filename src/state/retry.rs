use crate::api;
use crate::platform::timer::Timer;
use leptos::prelude::*;

/// Milliseconds until the first repetition; doubled up to the limit.
const FIRST: u32 = 2_000;
const LONGEST: u32 = 30_000;

/// Tries something again by itself, after pauses that grow, and not before the server wants it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Retry {
    pause: StoredValue<u32>,
    timer: Timer,
}

impl Retry {
    /// Belongs to the owner that is current now.
    pub(crate) fn new() -> Self {
        Self { pause: StoredValue::new(FIRST), timer: Timer::new() }
    }

    /// Tries once more, later than the last time.
    pub(crate) fn later(self, act: impl FnOnce() + 'static) {
        let pause = self.pause.try_get_value().unwrap_or(LONGEST);
        self.pause.try_set_value(pause.saturating_mul(2).min(LONGEST));
        self.timer.set(pause.max(api::welcome_in()), act);
    }

    /// It is being tried now: not once more beside that.
    pub(crate) fn hold(self) {
        self.timer.clear();
    }

    /// It has worked out, or is not wanted any more.
    pub(crate) fn end(self) {
        self.pause.try_set_value(FIRST);
        self.timer.clear();
    }
}
