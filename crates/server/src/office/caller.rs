//! Extractor: who of the office calls.

use crate::audit::{self, By, Note};
use crate::base::Base;
use crate::fail::{Fail, Result, problem_response};
use crate::staff::{self, Person};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::wire::office::Ability;
use domain::wire::problem::ProblemCode;

/// A token longer than this is none.
const LONGEST: usize = 256;

/// Somebody of the office, by `Authorization: Bearer TOKEN`. Cookies are not read.
#[derive(Debug)]
pub(super) struct Caller(pub(super) Person);

/// Nobody of the office, or a fault of the server.
pub(super) enum Refused {
    Nobody,
    Fail(Fail),
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Fail(fail) => fail.into_response(),
            Self::Nobody => {
                let problem = Fail::from(ProblemCode::SignInRequired).problem();
                let mut response = problem_response(&problem);
                let bearer = HeaderValue::from_static("Bearer");
                response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
                response
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller
where
    Base: FromRef<S>,
{
    type Rejection = Refused;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &S,
    ) -> std::result::Result<Self, Refused> {
        let token = token(&parts.headers).ok_or(Refused::Nobody)?;
        let found = staff::of_token(&Base::from_ref(state), token).await.map_err(Refused::Fail)?;
        found.map(Self).ok_or(Refused::Nobody)
    }
}

impl Caller {
    /// 403 unless the role includes it.
    pub(super) fn may(&self, what: Ability) -> Result<()> {
        if self.0.role().may(what) { Ok(()) } else { Err(ProblemCode::Forbidden.into()) }
    }

    pub(super) fn by(&self) -> By<'_> {
        By::Staff(&self.0.id)
    }

    /// Notes a reading in the audit. `case` is its account and its id.
    pub(super) async fn has_read(
        &self,
        base: &Base,
        act: &str,
        case: Option<(&str, &str)>,
        subject: Option<&str>,
    ) -> Result<()> {
        let note = Note {
            at: base.clock.now_ms(),
            by: self.by(),
            act,
            account: case.map(|(account, _)| account),
            application: case.map(|(_, id)| id),
            subject,
        };
        audit::note(base.db.write(), note).await
    }
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    let is_one = scheme.eq_ignore_ascii_case("bearer") && (1..=LONGEST).contains(&token.len());
    is_one.then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_a_bearer() {
        let read = |value: &str| {
            let headers = HeaderMap::from_iter([(
                header::AUTHORIZATION,
                HeaderValue::from_bytes(value.as_bytes()).unwrap(),
            )]);
            token(&headers).map(str::to_owned)
        };
        for (value, expected) in [
            ("Bearer abc", Some("abc")),
            ("bearer  abc ", Some("abc")),
            ("Basic abc", None),
            ("Bearer", None),
            ("Bearer  ", None),
            ("Bearerabc", None),
            ("Bearer я", None),
        ] {
            assert_eq!(read(value).as_deref(), expected, "{value}");
        }
        assert_eq!(read(&format!("Bearer {}", "x".repeat(257))), None);
        assert_eq!(token(&HeaderMap::new()), None);
    }
}
