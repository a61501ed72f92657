//! The network of institutions: where examinations and operations take place, and which of their slots are free.
//!
//! Slots are not stored. The schedule of a line says which there are; a booking, a hold, the institution's registry, or
//! the seed of a demonstration says whose they are.

mod check;
mod file;
mod network;
mod occupancy;
pub(crate) mod seed;
mod slot;

pub(crate) use network::{EXAMINATION, Line, Network, NetworkError, Place};
pub(crate) use occupancy::Occupancy;
pub(crate) use seed::Seed;
pub(crate) use slot::{SlotKey, check_offered, find, is_free, last_change, note_change};
