//! Sessions end after 15 idle minutes (S-02) and after 12 hours at the latest. They are stored in the database, so that
//! they survive a restart, and under a hash of the token, so that reading the database does not let anybody in.

use super::cookie;
use crate::accounts;
use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::http::precondition::check_tag;
use crate::keys::sha256;
use crate::wake::Wakes;
use axum::extract::{FromRef, FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::auth::{Citizen, Session};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

const IDLE_MS: i64 = 15 * 60 * 1000;
const ABSOLUTE_MS: i64 = 12 * 60 * 60 * 1000;

/// Extensions shorter than this are not written.
const STEP_MS: i64 = 1000;

/// A request of a signed-in citizen. It counts as activity and extends the session.
#[derive(Debug)]
pub(crate) struct Signed {
    pub(crate) account: String,
}

/// Like [`Signed`], but does not extend the session: for requests that the browser makes without the citizen.
#[derive(Debug)]
pub(crate) struct Peek {
    pub(crate) account: String,
    hash: Vec<u8>,
}

impl<S: Send + Sync> FromRequestParts<S> for Signed
where
    Base: FromRef<S>,
{
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let base = Base::from_ref(state);
        let row = find(&base, &parts.headers).await?.ok_or(ProblemCode::SignInRequired)?;
        extend(&base, &row).await?;
        Ok(Self { account: row.account })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Peek
where
    Base: FromRef<S>,
{
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let base = Base::from_ref(state);
        let row = find(&base, &parts.headers).await?.ok_or(ProblemCode::SignInRequired)?;
        Ok(Self { account: row.account, hash: row.token })
    }
}

impl Peek {
    /// Whether the session is still active.
    pub(crate) async fn lives(&self, base: &Base) -> Result<bool> {
        Ok(by_hash(base, self.hash.clone()).await?.is_some())
    }
}

/// A new session. Only the browser will know the token.
pub(super) struct Started {
    pub(super) token: String,
    pub(super) idle_ends_at: i64,
}

/// Starts a session and ends those whose token hashes are in `over`, against session fixation.
pub(super) async fn start(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    over: &[Vec<u8>],
) -> Result<Started> {
    for hash in over {
        sqlx::query("DELETE FROM sessions WHERE token = ?").bind(hash).execute(&mut **tx).await?;
    }
    insert(base, tx, account).await
}

/// Starts a session without a sign-in and returns its cookie. For the test doors.
pub(crate) async fn signed_in(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
) -> Result<String> {
    Ok(cookie::sent(&insert(base, tx, account).await?.token))
}

async fn insert(base: &Base, tx: &mut Transaction<'_, Sqlite>, account: &str) -> Result<Started> {
    let (token, now) = (crate::ids::new_secret(), base.clock.now_ms());
    sqlx::query(
        "INSERT INTO sessions (token, account, idle_ends_at, ends_at, seen) VALUES (?, ?, ?, ?, 0)",
    )
    .bind(sha256(token.as_bytes()))
    .bind(account)
    .bind(now + IDLE_MS)
    .bind(now + ABSOLUTE_MS)
    .execute(&mut **tx)
    .await?;
    Ok(Started { token, idle_ends_at: now + IDLE_MS })
}

/// Returns who is signed in, and the server's time.
///
/// Always 200. Does not extend the session. Deletes the cookie of a session that has ended.
#[utoipa::path(get, path = "/session", tag = "auth", responses((status = 200, body = Session)))]
pub(super) async fn show(State(base): State<Base>, headers: HeaderMap) -> Result<Response> {
    let row = find(&base, &headers).await?;
    let is_over = row.is_none() && cookie::token(&headers).is_some();
    let citizen = match row {
        None => None,
        Some(row) => Some(Citizen {
            name: accounts::profile(&base, &row.account).await?.address(),
            session: name(&row.token),
            idle_ends_at: from_ms(row.idle_ends_at),
            id: row.account,
        }),
    };
    let mut answer = axum::Json(Session { citizen, now: base.clock.now() }).into_response();
    if is_over {
        answer.headers_mut().insert(header::SET_COOKIE, cookie::clear()?);
    }
    Ok(answer)
}

/// Signs out; 204 even if nobody is signed in.
///
/// `If-Match` may name the session to end, as `GET /session` returns it, so that a late request does not end a session that
/// was started since. The response does not delete the cookie, which may belong to a newer session by then; `GET /session`
/// does that.
#[utoipa::path(delete, path = "/session", tag = "auth",
    params(("If-Match" = Option<String>, Header, description = "The session's name, in quotes; 412 if it is another one")),
    responses((status = 204, headers(("Clear-Site-Data" = String)))),
)]
pub(super) async fn end(
    State(base): State<Base>,
    State(wakes): State<Wakes>,
    headers: HeaderMap,
) -> Result<Response> {
    if let Some(token) = cookie::token(&headers) {
        let hash = sha256(token.as_bytes());
        if headers.contains_key(header::IF_MATCH) {
            check_tag(&headers, &name(&hash))?;
        }
        sqlx::query("DELETE FROM sessions WHERE token = ?")
            .bind(hash)
            .execute(base.db.write())
            .await?;
        wakes.journal.wake();
    }
    let clear_cache = HeaderValue::from_static("\"cache\"");
    let headers = [(HeaderName::from_static("clear-site-data"), clear_cache)];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}

/// Public name of a session: the first bytes of its hash. They identify the session and do not reveal the token.
pub(super) fn name(hash: &[u8]) -> String {
    let bytes = hash.iter().take(8);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) async fn sweep(base: &Base) -> Result<()> {
    let now = base.clock.now_ms();
    sqlx::query("DELETE FROM sessions WHERE idle_ends_at <= ? OR ends_at <= ?")
        .bind(now)
        .bind(now)
        .execute(base.db.write())
        .await?;
    Ok(())
}

#[derive(Debug, sqlx::FromRow)]
struct SessionRow {
    token: Vec<u8>,
    account: String,
    idle_ends_at: i64,
    ends_at: i64,
    seen: bool,
}

async fn find(base: &Base, headers: &HeaderMap) -> Result<Option<SessionRow>> {
    match cookie::token(headers) {
        Some(token) => see(base, by_hash(base, sha256(token.as_bytes())).await?).await,
        None => Ok(None),
    }
}

/// Records on the first request with the session that a browser has it.
async fn see(base: &Base, row: Option<SessionRow>) -> Result<Option<SessionRow>> {
    if let Some(row) = row.as_ref().filter(|row| !row.seen) {
        sqlx::query("UPDATE sessions SET seen = 1 WHERE token = ?")
            .bind(&row.token)
            .execute(base.db.write())
            .await?;
    }
    Ok(row)
}

/// Whether the session exists and no request has used it yet.
pub(super) async fn is_unseen(tx: &mut Transaction<'_, Sqlite>, hash: &[u8]) -> Result<bool> {
    let unseen: Option<bool> = sqlx::query_scalar("SELECT seen = 0 FROM sessions WHERE token = ?")
        .bind(hash)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(unseen == Some(true))
}

async fn by_hash(base: &Base, hash: Vec<u8>) -> Result<Option<SessionRow>> {
    let now = base.clock.now_ms();
    let row = sqlx::query_as(
        "SELECT token, account, idle_ends_at, ends_at, seen FROM sessions
         WHERE token = ? AND idle_ends_at > ? AND ends_at > ?",
    )
    .bind(hash)
    .bind(now)
    .bind(now)
    .fetch_optional(base.db.read())
    .await?;
    Ok(row)
}

async fn extend(base: &Base, row: &SessionRow) -> Result<()> {
    let idle_ends_at = (base.clock.now_ms() + IDLE_MS).min(row.ends_at);
    if idle_ends_at - row.idle_ends_at >= STEP_MS {
        sqlx::query("UPDATE sessions SET idle_ends_at = ? WHERE token = ?")
            .bind(idle_ends_at)
            .bind(&row.token)
            .execute(base.db.write())
            .await?;
    }
    Ok(())
}
