//! Recognises results that are out of date.

use super::action::commit;
use crate::platform::clock;
use std::cell::Cell;
use std::rc::Rc;

/// Numbers the requests or timers of one kind. Only the last one counts; a late result of an earlier one is ignored.
#[derive(Debug, Clone, Default)]
pub(crate) struct Generation(Rc<Cell<u32>>);

impl Generation {
    /// Starts the next generation; everything earlier is out of date from now on.
    pub(crate) fn next(&self) -> u32 {
        self.0.set(self.0.get().wrapping_add(1));
        self.0.get()
    }

    pub(crate) fn current(&self) -> u32 {
        self.0.get()
    }

    pub(crate) fn is_current(&self, number: u32) -> bool {
        self.0.get() == number
    }

    /// Runs `act` in `ms` milliseconds, as the next generation. Belongs to no page. Boxed, so that the wait is compiled only
    /// once.
    pub(crate) fn after(&self, ms: u32, act: Box<dyn FnOnce()>) {
        let (generation, number) = (self.clone(), self.next());
        commit(async move {
            clock::wait(ms.max(1)).await;
            if generation.is_current(number) {
                act();
            }
        });
    }
}
