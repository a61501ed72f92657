use super::super::cookie::Cookie;
use super::super::enter::{Entered, enter};
use super::super::provider::{Claims, Provider, Unavailable};
use super::person::{self, Refused};
use super::start::go;
use super::store::{self, Visit};
use crate::base::Base;
use crate::fail::Result;
use crate::http::Question;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use domain::wire::problem::ProblemCode;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in super::super) struct Answer {
    state: String,
    code: Option<String>,
    /// Why there is no code (RFC 6749, 4.1.2.1).
    error: Option<String>,
}

/// Takes the browser back from the identity provider: signs in, makes an account, or confirms one, and goes on in the app (303).
///
/// When it fails, `failed` in the address says why: `denied`, `unavailable`, `expired`, `incomplete`, `has_account`, `taken`,
/// `other_person`, `blocked`.
#[utoipa::path(get, path = "/auth/provider/callback", tag = "auth",
    params(("state" = String, Query), ("code" = Option<String>, Query), ("error" = Option<String>, Query)),
    responses((status = 303, headers(("Location" = String), ("Set-Cookie" = String)))))]
pub(in super::super) async fn callback(
    State(base): State<Base>,
    State(provider): State<Option<Arc<Provider>>>,
    headers: HeaderMap,
    Question(Answer { state, code, error }): Question<Answer>,
) -> Result<Response> {
    let provider = provider.ok_or(ProblemCode::NotFound)?;
    let browser = Cookie::Provider.token(&headers).unwrap_or_default();
    // A link with somebody else's state signs nobody in: it did not begin in this browser.
    let Some(visit) = store::end(&base, browser, &state).await? else {
        return Ok(go("/sign-in?failed=expired"));
    };
    let Visit { secrets, next, account } = visit;
    let page = if account.is_some() { "/account" } else { "/sign-in" };
    let arrived = match (code, error.as_deref()) {
        (Some(code), None) => match provider.claims(code, secrets).await {
            Ok(claims) => arrive(&base, &provider, &headers, &claims, account.as_deref()).await?,
            Err(Unavailable) => Err("unavailable"),
        },
        (_, Some("access_denied")) => Err("denied"),
        _ => Err("unavailable"),
    };
    let entered = match arrived {
        Ok(entered) => entered,
        // The way on is not lost.
        Err(why) => return Ok(go(&format!("{page}?failed={why}&next={}", encoded(&next)))),
    };
    let mut response = go(&next);
    if let Some(entered) = entered {
        for cookie in entered.cookies()? {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

/// Signs the person in, or confirms the account `wanted`, whose owner is signed in. The inner error says why not.
async fn arrive(
    base: &Base,
    provider: &Provider,
    headers: &HeaderMap,
    claims: &Claims,
    wanted: Option<&str>,
) -> Result<std::result::Result<Option<Entered>, &'static str>> {
    let mut tx = base.db.begin().await?;
    let key = base.keys.index("identity", &provider.person(&claims.subject));
    let account = match person::account(base, &mut tx, &key, claims, wanted).await {
        Ok(account) => account,
        Err(Refused::Because(why)) => return Ok(Err(why)),
        Err(Refused::Fail(fail)) => return Err(fail),
    };
    let entered = match wanted {
        Some(_) => None,
        None => Some(enter(base, &mut tx, headers, account, None).await?),
    };
    tx.commit().await?;
    Ok(Ok(entered))
}

/// For a query parameter.
fn encoded(text: &str) -> String {
    openidconnect::url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
