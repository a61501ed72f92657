use super::challenge;
use super::enter::enter;
use super::news;
use super::second_factor::recovery_codes;
use super::wanted::Purpose;
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::Network;
use crate::http::{Json, Peer};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::wire::auth::{Code, Session};
use sqlx::{Sqlite, Transaction};

/// Second factor: checks the code from the message, of the app, or a recovery code, and sets the session cookie.
///
/// 401 `wrong_code` with `tries_left`; 410 `code_expired` once the challenge is used, is five minutes old, or has had five
/// wrong codes; 429 `too_many_attempts`, also for the right code, after 10 wrong ones for the account in 15 minutes or 50 in
/// a day. In case the first response was lost, the right code works again for a minute after its first use, as long
/// as no request has used the session that it started. That session ends, and a new one starts.
#[utoipa::path(post, path = "/auth/code", tag = "auth", request_body = Code, responses(
    (status = 200, body = Session, headers(("Set-Cookie" = String))),
))]
pub(super) async fn code(
    State(base): State<Base>,
    Peer(peer): Peer,
    headers: HeaderMap,
    Json(code): Json<Code>,
) -> Result<Response> {
    let mut tx = base.db.begin().await?;
    let network = Network::of(peer);
    let checked = challenge::check(&base, &mut tx, &[Purpose::SignIn], network, &code).await?;
    let row = match checked {
        Ok(row) => row,
        Err(wrong) => {
            tx.commit().await?;
            return Err(wrong);
        }
    };
    let account = row.account.ok_or(Fail::Internal("a challenge without an account"))?;
    if row.used_at.is_none() && recovery_codes::were_used_for(&mut *tx, &row.id).await? {
        tell_left(&base, &mut tx, &account).await?;
    }
    let entered = enter(&base, &mut tx, &headers, account, row.session).await?;
    challenge::mark_used(&base, &mut tx, &row.id, Some(&entered.hash())).await?;
    tx.commit().await?;
    entered.answer(&base).await
}

/// So few recovery codes are left that it is time for new ones.
const FEW: u32 = 2;

/// Tells the owner that a recovery code has signed in, and how many are left.
async fn tell_left(base: &Base, tx: &mut Transaction<'_, Sqlite>, account: &str) -> Result<()> {
    let left = recovery_codes::left(&mut **tx, account).await?;
    let mut more = format!(" Не использовано резервных кодов: {left}.");
    if left <= FEW {
        more.push_str(" Получите новые на странице «Вход и безопасность», пока можете войти.");
    }
    let letter = news::letter(base, "В «Окно» вошли с резервным кодом").and(&more);
    news::tell_somehow(base, tx, account, &letter).await
}
