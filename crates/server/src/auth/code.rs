use super::challenge::{self, TRIES};
use super::cookie::Cookie;
use super::network::Network;
use super::session::Started;
use super::{attempts, device, limits, session};
use crate::accounts;
use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::http::{Json, Peer};
use crate::keys::sha256;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use domain::wire::auth::{Citizen, Code, Session};
use domain::wire::problem::ProblemCode;
use subtle::ConstantTimeEq as _;

/// Second factor: checks the code from the message and sets the session cookie.
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
    let Entered { account, started, device } =
        match check_code(&base, Network::of(peer), &headers, &code).await? {
            CodeCheck::Right(entered) => entered,
            CodeCheck::Wrong { tries_left: 0 } => return Err(ProblemCode::CodeExpired.into()),
            CodeCheck::Wrong { tries_left } => return Err(Fail::WrongCode { tries_left }),
        };
    let citizen = Citizen {
        id: account.clone(),
        name: accounts::profile(&base, &account).await?.address(),
        session: session::public_name(&sha256(started.token.as_bytes())),
        idle_ends_at: from_ms(started.idle_ends_at),
    };
    let session = Session { citizen: Some(citizen), now: base.clock.now() };
    let cookies = AppendHeaders([
        (header::SET_COOKIE, Cookie::Session.set(&started.token)?),
        (header::SET_COOKIE, device),
    ]);
    Ok((cookies, axum::Json(session)).into_response())
}

enum CodeCheck {
    Right(Entered),
    Wrong { tries_left: u8 },
}

struct Entered {
    account: String,
    started: Started,
    /// Set-Cookie that names the browser.
    device: HeaderValue,
}

/// Checks the code. A right one starts a session. A wrong one costs a try, and the last try ends the challenge.
async fn check_code(
    base: &Base,
    network: Network,
    headers: &HeaderMap,
    Code { challenge, code }: &Code,
) -> Result<CodeCheck> {
    let mut tx = base.db.begin().await?;
    let row = challenge::find(base, &mut tx, challenge).await?.ok_or(ProblemCode::CodeExpired)?;
    // Before the comparison: who may not try any more does not learn whether the code is right.
    let attempt =
        attempts::reserve_in(base, &mut tx, &limits::codes(base, &row.account, network)).await?;
    if let Some(started) = &row.session
        && !session::is_unseen(&mut tx, started).await?
    {
        return Err(ProblemCode::CodeExpired.into());
    }
    let expected = base.keys.open(&challenge::code_context(&row.id), &row.code)?;
    let is_right = bool::from(expected.ct_eq(code.trim().as_bytes()));
    let checked = if is_right {
        let profile = accounts::profile(base, &row.account).await?;
        attempts::forgive(&mut tx, attempt).await?;
        let [unanswered, ..] = limits::messages(base, &profile.phone, network);
        attempts::clear(&mut tx, &unanswered).await?;
        let old = Cookie::Session.token(headers).map(|token| sha256(token.as_bytes()));
        let replaced: Vec<_> = old.into_iter().chain(row.session).collect();
        let started = session::start(base, &mut tx, &row.account, &replaced).await?;
        challenge::mark_used(base, &mut tx, &row.id, &sha256(started.token.as_bytes())).await?;
        let met = device::meet(base, &mut tx, headers, &row.account).await?;
        if met.is_new {
            device::tell(base, &mut tx, &profile).await?;
        }
        CodeCheck::Right(Entered { account: row.account, started, device: met.cookie })
    } else if row.used_at.is_some() {
        CodeCheck::Wrong { tries_left: 0 }
    } else {
        sqlx::query("UPDATE challenges SET tries = tries + 1 WHERE id = ?")
            .bind(&row.id)
            .execute(&mut *tx)
            .await?;
        CodeCheck::Wrong { tries_left: u8::try_from(TRIES - row.tries - 1).unwrap_or(0) }
    };
    tx.commit().await?;
    Ok(checked)
}
