use super::catalogue::Catalogue;
use super::revalidated::revalidated;
use crate::base::Base;
use crate::fail::Result;
use crate::http::Language;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use domain::wire::service::Services;
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
