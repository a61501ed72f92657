use super::catalogue::Catalogue;
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::headers::NO_CACHE;
use crate::http::{Id, Language, precondition};
use crate::keys::sha256;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::form::Service;
use domain::wire::problem::ProblemCode;
use domain::wire::service::Services;
use serde::Serialize;
use std::sync::Arc;

/// The services that are open for applications today, and their sections. Texts are in the language of `Accept-Language`.
#[utoipa::path(get, path = "/services", tag = "services", responses(
    (status = 200, body = Services, headers(("ETag" = String))),
    (status = 304, description = "The copy named by `If-None-Match` is current"),
))]
pub(super) async fn list(
    State(base): State<Base>,
    State(catalogue): State<Arc<Catalogue>>,
    language: Language,
    headers: HeaderMap,
) -> Result<Response> {
    let services = catalogue.open(base.clock.today(), language);
    let mut response = revalidated(&headers, &services)?;
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.0));
    Ok(response)
}

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

/// Public data with an `ETag`: the browser stores it and asks every time whether it is current.
fn revalidated(headers: &HeaderMap, value: &impl Serialize) -> Result<Response> {
    let body = serde_json::to_vec(value).map_err(|_| Fail::Internal("a service as JSON"))?;
    let hash = sha256(&body);
    let tag = format!("\"{}\"", crate::ids::hex(hash.get(..16).unwrap_or(&hash)));
    let mut response = if precondition::is_fresh(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, NO_CACHE);
    // Weak, because the compression layer sends the same JSON as other bytes.
    if let Ok(tag) = HeaderValue::from_str(&format!("W/{tag}")) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}
