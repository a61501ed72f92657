//! Slots that are kept for an application for a while: while the citizen fills in the rest, or while a proposal of the
//! institution is open.

mod store;
mod work;

pub(crate) use store::{NewHold, Purpose, current, free_ended, place, release, release_slot};
pub(crate) use work::work;
