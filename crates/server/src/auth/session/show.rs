use super::super::cookie::Cookie;
use super::super::party::Party;
use super::super::provider::Provider;
use super::store::{SessionRow, find, public_name};
use crate::accounts;
use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::auth::{Citizen, Session};
use std::sync::Arc;

/// Returns who is signed in, and the server's time.
///
/// Always 200. Does not extend the session. Deletes the cookie of a session that has ended.
#[utoipa::path(get, path = "/session", tag = "auth", responses((status = 200, body = Session)))]
pub(in super::super) async fn show(
    State(base): State<Base>,
    State(provider): State<Option<Arc<Provider>>>,
    State(party): State<Option<Arc<Party>>>,
    headers: HeaderMap,
) -> Result<Response> {
    let row = find(&base, &headers).await?;
    answer(&base, (provider, party), &headers, row).await
}

/// Who is signed in, by the row of the session.
pub(super) async fn answer(
    base: &Base,
    (provider, party): (Option<Arc<Provider>>, Option<Arc<Party>>),
    headers: &HeaderMap,
    row: Option<SessionRow>,
) -> Result<Response> {
    let is_over = row.is_none() && Cookie::Session.token(headers).is_some();
    let citizen = match row {
        None => None,
        Some(row) => Some(citizen(base, row.account, &row.token, row.idle_ends_at).await?),
    };
    let mut answer = axum::Json(Session {
        citizen,
        now: base.clock.now(),
        provider: provider.map(|provider| provider.name().to_owned()),
        passkeys: party.map(|party| party.domain().to_owned()),
    })
    .into_response();
    if is_over {
        answer.headers_mut().insert(header::SET_COOKIE, Cookie::Session.clear()?);
    }
    Ok(answer)
}

/// What the browser learns of the owner of a session; `hash` is that of its token.
pub(in super::super) async fn citizen(
    base: &Base,
    account: String,
    hash: &[u8],
    idle_ends_at: i64,
) -> Result<Citizen> {
    Ok(Citizen {
        name: accounts::profile(base, &account).await?.address(),
        is_confirmed: accounts::is_confirmed(base, &account).await?,
        session: public_name(hash),
        idle_ends_at: from_ms(idle_ends_at),
        id: account,
    })
}
