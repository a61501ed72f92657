//! The catalogue of services: their definitions by the agency, the list and the search.

mod catalogue;
mod find;
pub(crate) mod history;
mod list;
mod revalidated;
mod search;
mod sections;
mod show;

pub(crate) use catalogue::{Catalogue, CatalogueError};
pub(crate) use history::HistoryError;

use crate::base::Base;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<Catalogue>: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(show::show))
        .routes(routes!(find::find))
}
