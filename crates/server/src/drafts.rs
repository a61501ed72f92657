//! Drafts: answers as the citizen has typed them, saved with every change, until they are sent to the bureau.

mod carry;
mod check;
mod correction;
mod create;
mod filled;
mod fitting;
mod left_over;
mod misfits;
mod package;
mod parts;
mod prefill;
mod read;
mod routes;
mod sign;
mod store;
mod submit;

pub(crate) use parts::DraftStore;
pub(crate) use store::{sweep, writable};

use crate::base::Base;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<DraftStore>: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(create::create, routes::list))
        .routes(routes!(correction::begin))
        .routes(routes!(routes::show, routes::save, routes::delete))
        .routes(routes!(check::check))
        .routes(routes!(submit::submit))
        .routes(routes!(sign::statement))
        .routes(routes!(sign::sign))
}
