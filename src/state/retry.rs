use crate::api;
use crate::platform::timer::Timer;
use leptos::prelude::*;

/// Milliseconds until the first retry; doubled up to `LONGEST`.
const FIRST: u32 = 2_000;
const LONGEST: u32 = 30_000;

/// Growing pauses between retries; never shorter than the server's `Retry-After`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pauses(u32);

impl Pauses {
    pub(crate) const fn new() -> Self {
        Self(FIRST)
    }

    /// Milliseconds until the next retry.
    pub(crate) fn next(&mut self) -> u32 {
        let pause = self.0;
        self.0 = pause.saturating_mul(2).min(LONGEST);
        pause.max(api::welcome_in())
    }
}

/// Retries something after [`Pauses`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Retry {
    pauses: StoredValue<Pauses>,
    timer: Timer,
}

impl Retry {
    /// Disposed with the current owner.
    pub(crate) fn new() -> Self {
        Self { pauses: StoredValue::new(Pauses::new()), timer: Timer::new() }
    }

    /// Schedules a retry after the next pause.
    pub(crate) fn later(self, act: impl FnOnce() + 'static) {
        if let Some(pause) = self.pauses.try_update_value(Pauses::next) {
            self.timer.set(pause, act);
        }
    }

    /// Schedules a retry after `ms` milliseconds.
    pub(crate) fn after(self, ms: u32, act: impl FnOnce() + 'static) {
        self.timer.set(ms, act);
    }

    /// Cancels a scheduled retry because a request is being sent now; the pauses go on growing.
    pub(crate) fn hold(self) {
        self.timer.clear();
    }

    /// Cancels a scheduled retry and resets the pauses: the request has succeeded or is no longer wanted.
    pub(crate) fn end(self) {
        self.pauses.try_set_value(Pauses::new());
        self.timer.clear();
    }
}
