use super::super::cookie::Cookie;
use super::super::provider::Provider;
use super::super::session::Trusted;
use super::store;
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::Question;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::problem::ProblemCode;
use serde::Deserialize;
use std::sync::Arc;

/// Longest address within the app that the visit remembers.
const LONGEST: usize = 512;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Wish {
    /// Where the citizen wants to go in the app.
    next: Option<String>,
    /// Confirms the account of who is signed in, instead of signing in.
    confirm: bool,
}

/// Sends the browser to the identity provider (303). 404 when there is none.
///
/// A provider that is down: back to the app, with `failed=unavailable`. Confirming is a change of how the account is entered: who has not
/// shown the password for ten minutes is sent to `/security?link=yes`, where they do.
#[utoipa::path(get, path = "/auth/provider/start", tag = "auth",
    params(("next" = Option<String>, Query, description = "A path of the app"),
        ("confirm" = Option<bool>, Query, description = "Confirms the account of who is signed in")),
    responses((status = 303, headers(("Location" = String)))))]
pub(in super::super) async fn start(
    State(base): State<Base>,
    State(provider): State<Option<Arc<Provider>>>,
    trusted: Result<Trusted>,
    headers: HeaderMap,
    Question(Wish { next, confirm }): Question<Wish>,
) -> Result<Response> {
    let provider = provider.ok_or(ProblemCode::NotFound)?;
    let account = match confirm {
        true => match trusted {
            Ok(Trusted { account, .. }) => Some(account),
            // The page asks for the password and comes back here.
            Err(Fail::Code(ProblemCode::PasswordRequired)) => return Ok(go("/security?link=yes")),
            Err(fail) => return Err(fail),
        },
        false => None,
    };
    let next = next.filter(|next| is_within_app(next)).unwrap_or_else(|| "/".to_owned());
    let browser = match Cookie::Provider.token(&headers) {
        Some(token) => token.to_owned(),
        None => crate::ids::new_secret(),
    };
    let Ok(address) = provider.address().await else {
        let page = if confirm { "/account" } else { "/sign-in" };
        return Ok(go(&format!("{page}?failed=unavailable")));
    };
    let mut response = go(&address.url);
    store::begin(&base, &browser, address, next, account).await?;
    response.headers_mut().append(header::SET_COOKIE, Cookie::Provider.set(&browser)?);
    Ok(response)
}

/// 303 to an address.
pub(super) fn go(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// Whether `next` is a path of the app, and no address of another site.
fn is_within_app(next: &str) -> bool {
    let is_plain = next.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    next.starts_with('/') && !next.starts_with("//") && is_plain && next.len() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::is_within_app;

    #[test]
    fn only_paths_of_the_app_are_gone_to() {
        for good in ["/", "/drafts/1?step=2#here", "/%D0%B0"] {
            assert!(is_within_app(good), "{good}");
        }
        for bad in [
            "",
            "drafts",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/а",
        ] {
            assert!(!is_within_app(bad), "{bad}");
        }
    }
}
