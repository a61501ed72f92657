//! Uploads of files: tus 1.0 at `/uploads`.

mod accept;
mod content;
mod create;
mod head;
mod headers;
mod locked;
mod metadata;
mod options;
mod parts;
mod patch;
mod show;
mod target;
mod terminate;

pub(crate) use parts::Uploads;

use crate::base::Base;
use axum::extract::FromRef;
use axum::middleware::from_fn;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<Uploads>: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(options::options, create::create))
        .routes(routes!(content::content))
        .routes(routes!(head::head, show::show, patch::patch, terminate::terminate))
        .layer(from_fn(headers::speak_tus))
}
