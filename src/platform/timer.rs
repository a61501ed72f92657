//! An alarm that goes off once.

use leptos::prelude::*;
use std::time::Duration;

/// Runs something later, unless it is set again or its owner goes before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timer {
    handle: StoredValue<Option<TimeoutHandle>>,
}

impl Timer {
    /// Belongs to the owner that is current now.
    pub(crate) fn new() -> Self {
        let timer = Self { handle: StoredValue::new(None) };
        on_cleanup(move || timer.clear());
        timer
    }

    /// Runs `act` in `ms` milliseconds, instead of what was set before.
    pub(crate) fn set(self, ms: u32, act: impl FnOnce() + 'static) {
        self.clear();
        if self.handle.is_disposed() {
            return;
        }
        let set = set_timeout_with_handle(act, Duration::from_millis(ms.into()));
        self.handle.try_update_value(|handle| *handle = set.ok());
    }

    /// Nothing happens any more.
    pub(crate) fn clear(self) {
        let set = self.handle.try_update_value(Option::take).flatten();
        set.iter().for_each(TimeoutHandle::clear);
    }
}
