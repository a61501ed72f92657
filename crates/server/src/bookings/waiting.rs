//! Waiting for an earlier slot. Whoever has waited longest is notified first; each gets one notice a day at most.

mod queue;
pub(super) mod start;
pub(super) mod stop;

pub(super) use queue::{slot_freed, slot_left};
