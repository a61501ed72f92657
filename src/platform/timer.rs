//! Timers that end with their owner: one-shot and repeating.

use super::page;
use leptos::prelude::*;
use std::time::Duration;

/// Runs a function later, unless the timer is set again or its owner is disposed first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timer {
    handle: StoredValue<Option<TimeoutHandle>>,
    /// Number of the last function set; any other one does nothing.
    number: StoredValue<u32>,
}

impl Timer {
    /// Belongs to the current owner.
    pub(crate) fn new() -> Self {
        let timer = Self { handle: StoredValue::new(None), number: StoredValue::new(0) };
        on_cleanup(move || timer.clear());
        timer
    }

    /// Runs `act` in `ms` milliseconds. Replaces a function that was set before.
    pub(crate) fn set(self, ms: u32, act: impl FnOnce() + 'static) {
        self.set_boxed(ms, Box::new(act));
    }

    /// Takes a boxed closure, so that this is compiled once.
    fn set_boxed(self, ms: u32, act: Box<dyn FnOnce()>) {
        self.clear();
        let Some(number) = self.number.try_get_value() else { return };
        // The fake clock of the tests returns timer ids that do not fit the browser's type, so clearing does not work there.
        let act = move || {
            if self.number.try_get_value() == Some(number) {
                act();
            }
        };
        let set = set_timeout_with_handle(act, Duration::from_millis(ms.into()));
        self.handle.try_update_value(|handle| *handle = set.ok());
    }

    /// Cancels the function that was set.
    pub(crate) fn clear(self) {
        self.number.try_update_value(|number| *number = number.wrapping_add(1));
        let set = self.handle.try_update_value(Option::take).flatten();
        set.iter().for_each(TimeoutHandle::clear);
    }
}

/// Runs `act` every `ms` milliseconds until the owner is disposed. Browsers slow down the timers of a hidden page, so `act`
/// also runs when the page becomes visible again.
pub(crate) fn every(ms: u32, act: impl Fn() + Copy + 'static) {
    tick(Timer::new(), ms, act);
    page::on_visible(act);
}

fn tick(timer: Timer, ms: u32, act: impl Fn() + Copy + 'static) {
    timer.set(ms, move || {
        act();
        tick(timer, ms, act);
    });
}
