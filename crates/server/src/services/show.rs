use super::catalogue::Catalogue;
use super::revalidated::revalidated;
use crate::fail::Result;
use crate::http::Id;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::form::Service;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// A service in full: steps, fields, documents and texts in all languages. Also for a service that takes no applications
/// today, because drafts of it need the definition.
#[utoipa::path(get, path = "/services/{id}", tag = "services", params(("id" = String, Path)), responses(
    (status = 200, body = Service, headers(("ETag" = String))),
    (status = 304, description = "The copy named by `If-None-Match` is current"),
))]
pub(super) async fn show(
    State(catalogue): State<Arc<Catalogue>>,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response> {
    let service = catalogue.get(&id).ok_or(ProblemCode::NotFound)?;
    revalidated(&headers, service)
}
