//! Waiting for an earlier slot. Whoever has waited longest is notified first; each gets one notice a day at most.

mod queue;
pub(super) mod start;
pub(super) mod stop;

pub(super) use queue::{notify_of_free_slot, notify_others_of_free_slot};
