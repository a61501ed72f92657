//! The visit of an application: what its answers say about it, where it can take place, and when.

mod booked;
mod changes;
mod days;
mod facts;
mod parts;
mod region;
mod slot_feed;
mod slots;
mod visit_at;

pub(crate) use booked::is_booked;
pub(crate) use facts::{VisitFacts, facts_of, unnamed_patient_hash};
pub(crate) use parts::Visits;
pub(crate) use visit_at::visit_at;

use crate::base::Base;
use crate::events::Streams;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<Visits>: FromRef<S>,
{
    OpenApiRouter::new().routes(routes!(days::days)).routes(routes!(slots::slots))
}

/// Event streams: they have no end, so they are not compressed.
pub(crate) fn live_routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<Streams>: FromRef<S>,
    Arc<Visits>: FromRef<S>,
{
    OpenApiRouter::new().routes(routes!(changes::changes))
}
