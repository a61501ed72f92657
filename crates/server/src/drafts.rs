//! Drafts: answers as they stand on the screen, saved with every change, and their way to the bureau.

mod carry;
mod check;
mod correction;
mod create;
mod filled;
mod fitting;
mod left_over;
mod misfits;
mod package;
mod prefill;
mod read;
mod routes;
mod sign;
mod store;
mod submit;

pub(crate) use package::{Package, read_package};
pub(crate) use store::{Row, sweep, writable};

use crate::app::App;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(create::create, routes::list))
        .routes(routes!(correction::begin))
        .routes(routes!(routes::show, routes::save, routes::delete))
        .routes(routes!(check::check))
        .routes(routes!(submit::submit))
        .routes(routes!(sign::statement))
        .routes(routes!(sign::sign))
}
