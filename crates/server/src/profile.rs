//! What citizens say of themselves once, so that new applications have it already (M-01, M-11).

mod save;
mod show;
mod version;

use crate::base::Base;
use axum::extract::FromRef;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
{
    OpenApiRouter::new().routes(routes!(show::show, save::save))
}
