//! The network of institutions: where examinations and operations take place, and which of their slots are free.
//!
//! Slots are not stored. The schedule of a line says which there are; a booking, a hold, the institution's registry, or
//! the seed of a demonstration says whose they are.

mod book;
mod check;
mod days;
mod file;
mod list;
mod live;
mod network;
mod occupancy;
mod registry;
pub(crate) mod seed;
mod slot;
mod sweep;

pub(crate) use network::{EXAMINATION, Line, Network, NetworkError, Place, Region};
pub(crate) use registry::set as register;
pub(crate) use seed::Seed;
pub(crate) use slot::{SlotKey, check_offered, find, is_free, last_change, note_change};
pub(crate) use sweep::sweep;

use crate::app::App;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(days::days))
        .routes(routes!(days::slots))
}

/// What has no end, and is not compressed.
pub(crate) fn live_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(live::changes))
}
