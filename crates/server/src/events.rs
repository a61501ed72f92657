//! Live events (WHATWG server-sent events) with durable ids, and `GET /events`, which sends those of the journal.

mod cases;
mod follow;
mod frame;
mod parts;
mod stream;

pub(crate) use frame::event;
pub(crate) use parts::Streams;
pub(crate) use stream::{Batch, Feed, respond};

use crate::base::Base;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<Streams>: FromRef<S>,
{
    OpenApiRouter::new().routes(routes!(follow::follow))
}
