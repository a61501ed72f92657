use super::attempts::{self, Subject};
use super::challenge::{self, TRIES};
use super::session::Started;
use super::{cookie, session};
use crate::accounts;
use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::http::Json;
use crate::keys::sha256;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::auth::{Citizen, Code, Session};
use domain::wire::problem::ProblemCode;
use subtle::ConstantTimeEq as _;

/// Second factor: checks the code from the message and sets the session cookie.
///
/// 401 `wrong_code` with `tries_left`; 410 `code_expired` once the challenge is used, is five minutes old, or has had five
/// wrong codes. In case the first response was lost, the right code works again for a minute after its first use, as long
/// as no request has used the session that it started. That session ends, and a new one starts.
#[utoipa::path(post, path = "/auth/code", tag = "auth", request_body = Code, responses(
    (status = 200, body = Session, headers(("Set-Cookie" = String))),
))]
pub(super) async fn code(
    State(base): State<Base>,
    headers: HeaderMap,
    Json(code): Json<Code>,
) -> Result<Response> {
    let (account, started) = match check_code(&base, &headers, &code).await? {
        CodeCheck::Right { account, started } => (account, started),
        CodeCheck::Wrong { account, tries_left } => {
            // This attempt has failed: it counts until it is too old.
            let _ = attempts::reserve(&base, &[Subject::codes(&base, &account)]).await?;
            return Err(match tries_left {
                0 => ProblemCode::CodeExpired.into(),
                tries_left => Fail::WrongCode { tries_left },
            });
        }
    };
    let citizen = Citizen {
        id: account.clone(),
        name: accounts::profile(&base, &account).await?.address(),
        session: session::public_name(&sha256(started.token.as_bytes())),
        idle_ends_at: from_ms(started.idle_ends_at),
    };
    let session = Session { citizen: Some(citizen), now: base.clock.now() };
    let cookie = [(header::SET_COOKIE, cookie::set(&started.token)?)];
    Ok((cookie, axum::Json(session)).into_response())
}

enum CodeCheck {
    Right { account: String, started: Started },
    Wrong { account: String, tries_left: u8 },
}

/// Checks the code. A right one starts a session. A wrong one costs a try, and the last try ends the challenge.
async fn check_code(
    base: &Base,
    headers: &HeaderMap,
    Code { challenge, code }: &Code,
) -> Result<CodeCheck> {
    let mut tx = base.db.begin().await?;
    let row = challenge::find(base, &mut tx, challenge).await?.ok_or(ProblemCode::CodeExpired)?;
    if let Some(started) = &row.session
        && !session::is_unseen(&mut tx, started).await?
    {
        return Err(ProblemCode::CodeExpired.into());
    }
    let expected = base.keys.open(&challenge::code_context(&row.id), &row.code)?;
    let is_right = bool::from(expected.ct_eq(code.trim().as_bytes()));
    let checked = if is_right {
        let old = cookie::token(headers).map(|token| sha256(token.as_bytes()));
        let replaced: Vec<_> = old.into_iter().chain(row.session).collect();
        let started = session::start(base, &mut tx, &row.account, &replaced).await?;
        challenge::mark_used(base, &mut tx, &row.id, &sha256(started.token.as_bytes())).await?;
        CodeCheck::Right { account: row.account, started }
    } else if row.used_at.is_some() {
        return Err(ProblemCode::CodeExpired.into());
    } else {
        sqlx::query("UPDATE challenges SET tries = tries + 1 WHERE id = ?")
            .bind(&row.id)
            .execute(&mut *tx)
            .await?;
        let tries_left = u8::try_from(TRIES - row.tries - 1).unwrap_or(0);
        CodeCheck::Wrong { account: row.account, tries_left }
    };
    tx.commit().await?;
    Ok(checked)
}
