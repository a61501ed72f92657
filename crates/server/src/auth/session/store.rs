//! Sessions in the database.

use super::super::cookie::Cookie;
use crate::base::Base;
use crate::fail::Result;
use crate::keys::sha256;
use axum::http::HeaderMap;
use sqlx::{Sqlite, Transaction};

const IDLE_MS: i64 = 15 * 60 * 1000;
const ABSOLUTE_MS: i64 = 12 * 60 * 60 * 1000;

/// Extensions shorter than this are not written.
const STEP_MS: i64 = 1000;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct SessionRow {
    pub(super) token: Vec<u8>,
    pub(super) account: String,
    pub(super) idle_ends_at: i64,
    ends_at: i64,
    seen: bool,
}

/// A new session. Only the browser will know the token.
pub(in super::super) struct Started {
    pub(in super::super) token: String,
    pub(in super::super) idle_ends_at: i64,
}

/// Starts a session and ends those whose token hashes are in `replaced`, against session fixation.
pub(in super::super) async fn start(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    replaced: &[Vec<u8>],
) -> Result<Started> {
    for hash in replaced {
        sqlx::query("DELETE FROM sessions WHERE token = ?").bind(hash).execute(&mut **tx).await?;
    }
    insert(base, tx, account).await
}

/// Starts a session without a sign-in and returns its cookie. For the test doors.
pub(crate) async fn start_without_sign_in(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
) -> Result<String> {
    Ok(Cookie::Session.request_header(&insert(base, tx, account).await?.token))
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

pub(super) async fn find(base: &Base, headers: &HeaderMap) -> Result<Option<SessionRow>> {
    match Cookie::Session.token(headers) {
        Some(token) => mark_seen(base, by_hash(base, sha256(token.as_bytes())).await?).await,
        None => Ok(None),
    }
}

/// Records on the first request with the session that a browser has it.
async fn mark_seen(base: &Base, row: Option<SessionRow>) -> Result<Option<SessionRow>> {
    if let Some(row) = row.as_ref().filter(|row| !row.seen) {
        sqlx::query("UPDATE sessions SET seen = 1 WHERE token = ?")
            .bind(&row.token)
            .execute(base.db.write())
            .await?;
    }
    Ok(row)
}

/// Whether the session exists and no request has used it yet.
pub(in super::super) async fn is_unseen(
    tx: &mut Transaction<'_, Sqlite>,
    hash: &[u8],
) -> Result<bool> {
    let unseen: Option<bool> = sqlx::query_scalar("SELECT seen = 0 FROM sessions WHERE token = ?")
        .bind(hash)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(unseen == Some(true))
}

pub(super) async fn by_hash(base: &Base, hash: Vec<u8>) -> Result<Option<SessionRow>> {
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

/// Counts 15 minutes from `active_at`. Never shortens the session.
pub(super) async fn extend(base: &Base, row: &mut SessionRow, active_at: i64) -> Result<()> {
    let idle_ends_at = (active_at + IDLE_MS).min(row.ends_at);
    if idle_ends_at - row.idle_ends_at >= STEP_MS {
        row.idle_ends_at = idle_ends_at;
        sqlx::query("UPDATE sessions SET idle_ends_at = ? WHERE token = ?")
            .bind(idle_ends_at)
            .bind(&row.token)
            .execute(base.db.write())
            .await?;
    }
    Ok(())
}

/// Public name of a session: the first bytes of its hash. They identify the session and do not reveal the token.
pub(in super::super) fn public_name(hash: &[u8]) -> String {
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
