//! Cookies. The `__Host-` prefix makes browsers insist on Secure, Path=/ and no Domain (RFC 6265bis).

use crate::fail::{Fail, Result};
use axum::http::{HeaderMap, HeaderValue, header};

/// What the server gives a browser to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cookie {
    /// Lives until the browser closes; the server may end the session before.
    Session,
    /// Names a browser in which somebody has signed in (`device.rs`).
    Device,
    /// Binds a visit to the identity provider to the browser that it began in.
    Provider,
}

impl Cookie {
    fn name(self) -> &'static str {
        match self {
            Self::Session => "__Host-okno",
            Self::Device => "__Host-okno-device",
            Self::Provider => "__Host-okno-provider",
        }
    }

    /// The token in the request's cookie.
    pub(super) fn token(self, headers: &HeaderMap) -> Option<&str> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(name, value)| (name == self.name()).then_some(value))
    }

    /// The cookie as a browser sends it.
    pub(super) fn request_header(self, token: &str) -> String {
        format!("{}={token}", self.name())
    }

    /// Set-Cookie with this token.
    pub(super) fn set(self, token: &str) -> Result<HeaderValue> {
        let lives = match self {
            Self::Session => "",
            // 400 days, the longest that browsers allow.
            Self::Device => "; Max-Age=34560000",
            Self::Provider => "; Max-Age=1800",
        };
        self.header(token, lives)
    }

    /// Set-Cookie that deletes the cookie.
    pub(super) fn clear(self) -> Result<HeaderValue> {
        self.header("", "; Max-Age=0")
    }

    fn header(self, token: &str, lives: &str) -> Result<HeaderValue> {
        let name = self.name();
        let text = format!("{name}={token}; Path=/; HttpOnly; Secure; SameSite=Lax{lives}");
        HeaderValue::from_str(&text).map_err(|_| Fail::Internal("a cookie"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_others() {
        let parsed = |text| {
            let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(text))]);
            Cookie::Session.token(&headers).map(str::to_owned)
        };
        assert_eq!(parsed("a=b; __Host-okno=t; c=d").as_deref(), Some("t"));
        assert_eq!(parsed("__Host-okno-device=d; __Host-okno=t").as_deref(), Some("t"));
        assert_eq!(parsed("okno=t"), None);
        assert_eq!(parsed("; =;;"), None);
    }
}
