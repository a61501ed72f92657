use super::super::cookie::Cookie;
use super::store::{end_by_hash, public_name};
use crate::base::Base;
use crate::fail::Result;
use crate::http::precondition::check_tag;
use crate::keys::sha256;
use crate::wake::Wakes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// Signs out; 204 even if nobody is signed in.
///
/// `If-Match` may name the session to end, as `GET /session` returns it, so that a late request does not end a session that
/// was started since. The response does not delete the cookie, which may belong to a newer session by then; `GET /session`
/// does that.
#[utoipa::path(delete, path = "/session", tag = "auth",
    params(("If-Match" = Option<String>, Header, description = "The session's name, in quotes; 412 if it is another one")),
    responses((status = 204, headers(("Clear-Site-Data" = String)))),
)]
pub(in super::super) async fn end(
    State(base): State<Base>,
    State(wakes): State<Wakes>,
    headers: HeaderMap,
) -> Result<Response> {
    if let Some(token) = Cookie::Session.token(&headers) {
        let hash = sha256(token.as_bytes());
        if headers.contains_key(header::IF_MATCH) {
            check_tag(&headers, &public_name(&hash))?;
        }
        if end_by_hash(&base, &hash).await? {
            wakes.journal.wake();
        }
    }
    let clear_cache = HeaderValue::from_static("\"cache\"");
    let headers = [(HeaderName::from_static("clear-site-data"), clear_cache)];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}
