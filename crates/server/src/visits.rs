//! The visit that belongs to an application: what its answers say of it, and where it can take place.

mod at;
mod facts;
mod region;
mod routes;

pub(crate) use at::{At, at};
pub(crate) use facts::{VisitFacts, nobodys, of};

use crate::app::App;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(routes::show))
}
