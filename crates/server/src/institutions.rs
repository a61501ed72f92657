//! The network of institutions: where examinations and operations take place, and which of their slots are free.
//!
//! Slots are not stored. The schedule of a line (an appointment book) says which slots exist. A booking, a hold, the
//! institution's registry or the seed of a demonstration says which ones are taken.

mod calendar;
mod changes;
mod check;
mod file;
mod line_news;
mod list;
mod network;
mod occupancy;
pub(crate) mod opening;
mod parts;
mod registry;
mod seed;
mod slot;
mod slot_calendar;
mod slot_key;
mod sweep;

pub(crate) use changes::{changed, last_change, record_change};
pub(crate) use file::{EXAMINATION, Preparation};
pub(crate) use line_news::{LineReader, LineReaders};
pub(crate) use network::{Institution, Line, Network, NetworkError, Region};
pub(crate) use parts::InstitutionStore;
pub(crate) use registry::register;
pub(crate) use seed::Seed;
pub(crate) use slot::{check_offered, find, is_free};
pub(crate) use slot_calendar::SlotCalendar;
pub(crate) use slot_key::SlotKey;
pub(crate) use sweep::sweep;

use crate::services::Catalogue;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Arc<Catalogue>: FromRef<S>,
    Arc<InstitutionStore>: FromRef<S>,
{
    OpenApiRouter::new().routes(routes!(list::list)).routes(routes!(calendar::calendar))
}
