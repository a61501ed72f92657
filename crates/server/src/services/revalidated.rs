use crate::fail::{Fail, Result};
use crate::http::headers::NO_CACHE;
use crate::http::precondition;
use crate::keys::sha256;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

/// Public data with an `ETag`: the browser stores it and asks every time whether it is current.
pub(super) fn revalidated(headers: &HeaderMap, value: &impl Serialize) -> Result<Response> {
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
