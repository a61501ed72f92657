//! One line per request: method, route template, status, time and request id. Never ids, names, codes, query strings
//! or bodies (invariant 10).

use super::load::Counters;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Layer: logs the request, counts it, and sends its id in the response.
pub(crate) async fn log(
    State(counters): State<Counters>,
    request: Request,
    next: Next,
) -> Response {
    let counted = counters.begin();
    let started = Instant::now();
    let id = crate::ids::hex(&crate::ids::random::<8>());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    counted.answered(started.elapsed(), response.status().is_server_error());
    tracing::info!(
        request = %id,
        method = %method,
        route = route.as_ref().map_or("(static)", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    );
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
