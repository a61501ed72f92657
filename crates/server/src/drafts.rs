//! Drafts: answers as the citizen has typed them, saved with every change, until they are sent to the bureau.

mod carry;
mod check;
mod create;
mod delete;
mod filled;
mod fitting;
mod left_over;
mod list;
mod misfits;
mod package;
mod parts;
mod prefill;
mod read;
mod row;
mod save;
mod show;
mod sign;
mod start_correction;
mod statement;
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
        .routes(routes!(create::create, list::list))
        .routes(routes!(start_correction::start_correction))
        .routes(routes!(show::show, save::save, delete::delete))
        .routes(routes!(check::check))
        .routes(routes!(submit::submit))
        .routes(routes!(statement::statement))
        .routes(routes!(sign::sign))
}
