//! Alarms of those who are still there: once, or again and again.

use super::page;
use leptos::prelude::*;
use std::time::Duration;

/// Runs something later, unless it is set again or its owner goes before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timer {
    handle: StoredValue<Option<TimeoutHandle>>,
    /// What was set last; nothing else goes off.
    number: StoredValue<u32>,
}

impl Timer {
    /// Belongs to the owner that is current now.
    pub(crate) fn new() -> Self {
        let timer = Self { handle: StoredValue::new(None), number: StoredValue::new(0) };
        on_cleanup(move || timer.clear());
        timer
    }

    /// Runs `act` in `ms` milliseconds, instead of what was set before.
    pub(crate) fn set(self, ms: u32, act: impl FnOnce() + 'static) {
        self.set_boxed(ms, Box::new(act));
    }

    /// Compiled once.
    fn set_boxed(self, ms: u32, act: Box<dyn FnOnce()>) {
        self.clear();
        let Some(number) = self.number.try_get_value() else { return };
        // A clock of tests gives numbers that the browser's types cannot hold: what was cleared goes off all the same.
        let act = move || {
            if self.number.try_get_value() == Some(number) {
                act();
            }
        };
        let set = set_timeout_with_handle(act, Duration::from_millis(ms.into()));
        self.handle.try_update_value(|handle| *handle = set.ok());
    }

    /// Nothing happens any more.
    pub(crate) fn clear(self) {
        self.number.try_update_value(|number| *number = number.wrapping_add(1));
        let set = self.handle.try_update_value(Option::take).flatten();
        set.iter().for_each(TimeoutHandle::clear);
    }
}

/// Runs `act` every `ms` milliseconds until the owner is gone, and when the page comes into sight again: a page that was put
/// aside gets few ticks.
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
