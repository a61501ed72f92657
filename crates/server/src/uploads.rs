//! Documents of the citizen: tus 1.0 at `/uploads`, sealed storage, and the check of what has arrived.

mod copy;
mod create;
mod finish;
mod headers;
mod inspect;
mod locks;
mod metadata;
mod patch;
mod routes;
mod store;
mod vault;

pub(crate) use copy::{Copies, Receipt, copy};
pub(crate) use finish::sweep;
pub(crate) use inspect::{inspect, judge};
pub(crate) use locks::Locks;
pub(crate) use store::{FileRow, forget, hand_over, of_application, of_draft};
pub(crate) use vault::Vault;

use crate::app::App;
use axum::middleware::from_fn;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(routes::options, create::create))
        .routes(routes!(routes::head, routes::show, patch::patch, routes::terminate))
        .layer(from_fn(headers::speak_tus))
}
