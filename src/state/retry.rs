use crate::api;
use crate::platform::timer::Timer;
use leptos::prelude::*;

/// Milliseconds until the first repetition; doubled up to the limit.
const FIRST: u32 = 2_000;
const LONGEST: u32 = 30_000;

/// Pauses between tries: they grow, and end not before the server wants another one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pauses(u32);

impl Pauses {
    pub(crate) const fn new() -> Self {
        Self(FIRST)
    }

    /// Milliseconds until the next try.
    pub(crate) fn next(&mut self) -> u32 {
        let pause = self.0;
        self.0 = pause.saturating_mul(2).min(LONGEST);
        pause.max(api::welcome_in())
    }
}

/// Tries something again by itself, after such pauses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Retry {
    pauses: StoredValue<Pauses>,
    timer: Timer,
}

impl Retry {
    /// Belongs to the owner that is current now.
    pub(crate) fn new() -> Self {
        Self { pauses: StoredValue::new(Pauses::new()), timer: Timer::new() }
    }

    /// Tries once more, later than the last time.
    pub(crate) fn later(self, act: impl FnOnce() + 'static) {
        if let Some(pause) = self.pauses.try_update_value(Pauses::next) {
            self.timer.set(pause, act);
        }
    }

    /// Tries after so many milliseconds.
    pub(crate) fn after(self, ms: u32, act: impl FnOnce() + 'static) {
        self.timer.set(ms, act);
    }

    /// It is being tried now: not once more beside that.
    pub(crate) fn hold(self) {
        self.timer.clear();
    }

    /// It has worked out, or is not wanted any more.
    pub(crate) fn end(self) {
        self.pauses.try_set_value(Pauses::new());
        self.timer.clear();
    }
}
