//! `/office/v1`: the API by which the office's own systems read cases and act on them. Who calls is known by a token, never by a
//! citizen's cookie; what they may do is [`domain::wire::office::Role::may`]. Every reading of a case is noted in the audit.

mod act;
mod attach;
mod audit;
mod caller;
mod file;
mod load;
mod mark;
mod messages;
mod parts;
mod questions;
mod queue;
mod services;
mod show;
mod slots;
mod staff;
mod statistics;
mod transfer;

pub(crate) use parts::OfficeStore;

use crate::base::Base;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Path under which it is served.
pub(crate) const BASE: &str = "/office/v1";

/// What can be compressed.
pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<OfficeStore>: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(queue::queue))
        .routes(routes!(show::show))
        .routes(routes!(act::act))
        .routes(routes!(mark::mark))
        .routes(routes!(messages::list, messages::send))
        .routes(routes!(messages::read))
        .routes(routes!(attach::attach))
        .routes(routes!(questions::list))
        .routes(routes!(questions::show))
        .routes(routes!(questions::answer))
        .routes(routes!(questions::read))
        .routes(routes!(transfer::transfer))
        .routes(routes!(slots::register))
        .routes(routes!(services::list))
        .routes(routes!(services::result))
        .routes(routes!(services::report))
        .routes(routes!(staff::staff))
        .routes(routes!(statistics::statistics))
        .routes(routes!(load::load))
        .routes(routes!(audit::audit))
}

/// Contents of files, as they are.
pub(crate) fn file_routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<OfficeStore>: FromRef<S>,
{
    OpenApiRouter::new().routes(routes!(file::file))
}
