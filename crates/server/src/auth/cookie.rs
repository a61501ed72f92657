//! The session cookie. The `__Host-` prefix makes browsers insist on Secure, Path=/ and no Domain (RFC 6265bis).

use crate::fail::{Fail, Result};
use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "__Host-okno";

/// The token in the request's cookie.
pub(super) fn token(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == NAME).then_some(value))
}

/// The cookie as a browser sends it.
pub(super) fn request_header(token: &str) -> String {
    format!("{NAME}={token}")
}

/// Set-Cookie of a session. No Max-Age: the cookie lives until the browser closes, and the server may end the session before.
pub(super) fn set(token: &str) -> Result<HeaderValue> {
    HeaderValue::from_str(&format!("{NAME}={token}; Path=/; HttpOnly; Secure; SameSite=Lax"))
        .map_err(|_| Fail::Internal("a cookie"))
}

/// Set-Cookie that deletes the cookie.
pub(super) fn clear() -> Result<HeaderValue> {
    HeaderValue::from_str(&format!("{NAME}=; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0"))
        .map_err(|_| Fail::Internal("a cookie"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_others() {
        let parsed = |text| {
            let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(text))]);
            token(&headers).map(str::to_owned)
        };
        assert_eq!(parsed("a=b; __Host-okno=t; c=d").as_deref(), Some("t"));
        assert_eq!(parsed("okno=t"), None);
        assert_eq!(parsed("; =;;"), None);
    }
}
