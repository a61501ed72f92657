//! Sessions in the database.

use super::super::cookie::Cookie;
use crate::audit::{self, By, Note};
use crate::base::Base;
use crate::fail::Result;
use crate::journal;
use crate::keys::sha256;
use axum::http::{HeaderMap, header};
use sqlx::{Sqlite, Transaction};

const IDLE_MS: i64 = 15 * 60 * 1000;
const ABSOLUTE_MS: i64 = 12 * 60 * 60 * 1000;

/// For so long who has shown who they are may change how the account is entered.
const TRUST_MS: i64 = 10 * 60 * 1000;

/// Characters of `User-Agent` that are kept.
const LONGEST_AGENT: usize = 300;

/// Extensions shorter than this are not written.
const STEP_MS: i64 = 1000;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct SessionRow {
    pub(super) token: Vec<u8>,
    pub(super) account: String,
    pub(super) idle_ends_at: i64,
    ends_at: i64,
    seen: bool,
    pub(super) trusted_until: i64,
}

impl SessionRow {
    /// When it ends unless it is extended; in Unix milliseconds.
    pub(super) fn ends_at(&self) -> i64 {
        self.idle_ends_at.min(self.ends_at)
    }
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
    headers: &HeaderMap,
    account: &str,
    replaced: &[Vec<u8>],
) -> Result<Started> {
    for hash in replaced {
        end(base, tx, hash).await?;
    }
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    insert(base, tx, account, agent.unwrap_or_default()).await
}

/// Starts a session without a sign-in and returns its cookie. For the test doors.
pub(crate) async fn start_without_sign_in(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
) -> Result<String> {
    Ok(Cookie::Session.request_header(&insert(base, tx, account, "").await?.token))
}

async fn insert(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    agent: &str,
) -> Result<Started> {
    let (token, now) = (crate::ids::new_secret(), base.clock.now_ms());
    let hash = sha256(token.as_bytes());
    let agent: String = agent.chars().take(LONGEST_AGENT).collect();
    sqlx::query(
        "INSERT INTO sessions (token, account, started_at, agent, idle_ends_at, ends_at, trusted_until, seen)
         VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
    )
    .bind(&hash)
    .bind(account)
    .bind(now)
    .bind(base.keys.seal(&agent_context(&hash), agent.as_bytes())?)
    .bind(now + IDLE_MS)
    .bind(now + ABSOLUTE_MS)
    .bind(now + TRUST_MS)
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
        "SELECT token, account, idle_ends_at, ends_at, seen, trusted_until FROM sessions
         WHERE token = ? AND idle_ends_at > ? AND ends_at > ?",
    )
    .bind(hash)
    .bind(now)
    .bind(now)
    .fetch_optional(base.db.read())
    .await?;
    Ok(row)
}

/// Notes that the owner of the session has just shown who they are.
pub(in super::super) async fn trust(base: &Base, hash: &[u8]) -> Result<()> {
    sqlx::query("UPDATE sessions SET trusted_until = ? WHERE token = ?")
        .bind(base.clock.now_ms() + TRUST_MS)
        .bind(hash)
        .execute(base.db.write())
        .await?;
    Ok(())
}

/// A session as its owner sees it.
#[derive(sqlx::FromRow)]
pub(super) struct ListedRow {
    pub(super) token: Vec<u8>,
    pub(super) started_at: i64,
    /// When the citizen last did something.
    pub(super) active_at: i64,
    agent: Option<Vec<u8>>,
}

impl ListedRow {
    /// What its browser said of itself; empty if nobody knows.
    pub(super) fn agent(&self, base: &Base) -> Result<String> {
        let Some(sealed) = &self.agent else { return Ok(String::new()) };
        let agent = base.keys.open(&agent_context(&self.token), sealed)?;
        Ok(String::from_utf8_lossy(&agent).into_owned())
    }
}

/// The sessions of `account` that have not ended.
pub(super) async fn listed(base: &Base, account: &str) -> Result<Vec<ListedRow>> {
    let now = base.clock.now_ms();
    let rows = sqlx::query_as(
        "SELECT token, started_at, max(started_at, idle_ends_at - ?) AS active_at, agent FROM sessions
         WHERE account = ? AND idle_ends_at > ? AND ends_at > ?",
    )
    .bind(IDLE_MS)
    .bind(account)
    .bind(now)
    .bind(now)
    .fetch_all(base.db.read())
    .await?;
    Ok(rows)
}

/// Ends a session. False if there is none: then nothing is written, and nobody has to be woken.
pub(super) async fn end_by_hash(base: &Base, hash: &[u8]) -> Result<bool> {
    let any = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM sessions WHERE token = ?)");
    // A cookie of nobody does not occupy the only connection that writes.
    if !any.bind(hash).fetch_one(base.db.read()).await? {
        return Ok(false);
    }
    let mut tx = base.db.begin().await?;
    let ended = end(base, &mut tx, hash).await?;
    tx.commit().await?;
    Ok(ended)
}

/// [`end_by_hash`] in a transaction.
async fn end(base: &Base, tx: &mut Transaction<'_, Sqlite>, hash: &[u8]) -> Result<bool> {
    let account: Option<String> =
        sqlx::query_scalar("DELETE FROM sessions WHERE token = ? RETURNING account")
            .bind(hash)
            .fetch_optional(&mut **tx)
            .await?;
    let Some(account) = account else { return Ok(false) };
    let note = Note {
        at: base.clock.now_ms(),
        by: By::Citizen,
        act: "signed_out",
        account: Some(&account),
        application: None,
        subject: Some(&public_name(hash)),
    };
    audit::note(&mut **tx, note).await?;
    journal::end_sessions(base, tx, &account, By::Citizen).await?;
    Ok(true)
}

fn agent_context(hash: &[u8]) -> String {
    format!("sessions/agent/{}", crate::ids::hex(hash))
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
