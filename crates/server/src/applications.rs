//! Applications: what a draft becomes, what the citizen sees of it, and its decision.

mod decision;
mod register;
mod routes;
mod store;
mod withdraw;

pub(crate) use register::{NewApplication, register};
pub(crate) use store::{Row, by_id};

use crate::app::App;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(routes::list))
        .routes(routes!(routes::show))
        .routes(routes!(withdraw::withdraw))
        .routes(routes!(decision::decision))
}
