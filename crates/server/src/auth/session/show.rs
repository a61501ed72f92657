use super::super::cookie::Cookie;
use super::store::{SessionRow, find, public_name};
use crate::accounts;
use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::auth::{Citizen, Session};

/// Returns who is signed in, and the server's time.
///
/// Always 200. Does not extend the session. Deletes the cookie of a session that has ended.
#[utoipa::path(get, path = "/session", tag = "auth", responses((status = 200, body = Session)))]
pub(in super::super) async fn show(
    State(base): State<Base>,
    headers: HeaderMap,
) -> Result<Response> {
    answer(&base, &headers, find(&base, &headers).await?).await
}

/// Who is signed in, by the row of the session.
pub(super) async fn answer(
    base: &Base,
    headers: &HeaderMap,
    row: Option<SessionRow>,
) -> Result<Response> {
    let is_over = row.is_none() && Cookie::Session.token(headers).is_some();
    let citizen = match row {
        None => None,
        Some(row) => Some(Citizen {
            name: accounts::profile(base, &row.account).await?.address(),
            session: public_name(&row.token),
            idle_ends_at: from_ms(row.idle_ends_at),
            id: row.account,
        }),
    };
    let mut answer = axum::Json(Session { citizen, now: base.clock.now() }).into_response();
    if is_over {
        answer.headers_mut().insert(header::SET_COOKIE, Cookie::Session.clear()?);
    }
    Ok(answer)
}
