//! What browsers have been asked to do with a passkey, until they answer.

use super::super::proofs::AGAIN_MS;
use crate::base::Base;
use crate::fail::Result;
use crate::keys::sha256;
use domain::wire::problem::ProblemCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{Sqlite, Transaction};

/// Milliseconds for which the browser may take: people look for the key, and read what the device asks.
const LIVES_MS: i64 = 5 * 60 * 1000;

#[derive(sqlx::FromRow)]
pub(super) struct CeremonyRow {
    id: String,
    /// Of who adds a passkey.
    pub(super) account: Option<String>,
    state: Vec<u8>,
    answer: Option<Vec<u8>>,
    /// What the same answer has brought a moment ago.
    pub(super) brought: Option<Vec<u8>>,
}

impl CeremonyRow {
    pub(super) fn state<T: DeserializeOwned>(&self, base: &Base) -> Result<T> {
        Ok(base.keys.open_json(&context(&self.id), &self.state)?)
    }
}

/// Notes what the browser is asked for; returns the id.
pub(super) async fn begin(
    base: &Base,
    account: Option<&str>,
    state: &impl Serialize,
) -> Result<String> {
    let id = crate::ids::new_secret();
    sqlx::query("INSERT INTO ceremonies (id, account, state, expires_at) VALUES (?, ?, ?, ?)")
        .bind(&id)
        .bind(account)
        .bind(base.keys.seal_json(&context(&id), state)?)
        .bind(base.clock.now_ms() + LIVES_MS)
        .execute(base.db.write())
        .await?;
    Ok(id)
}

/// The ceremony that this answer may end. For a minute the same answer may come once more, in case the first response was lost.
///
/// # Errors
/// `CodeExpired`
pub(super) async fn find(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    answer: &str,
) -> Result<CeremonyRow> {
    let now = base.clock.now_ms();
    let sql = "SELECT id, account, state, answer, brought FROM ceremonies
               WHERE id = ? AND expires_at > ? AND coalesce(used_at, ?) > ?";
    let row: Option<CeremonyRow> = sqlx::query_as(sql)
        .bind(id)
        .bind(now)
        .bind(now)
        .bind(now - AGAIN_MS)
        .fetch_optional(&mut **tx)
        .await?;
    let hash = sha256(answer.as_bytes());
    let row = row.filter(|row| row.answer.as_ref().is_none_or(|before| *before == hash));
    Ok(row.ok_or(ProblemCode::CodeExpired)?)
}

/// Notes what the answer has brought.
pub(super) async fn end(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    row: &CeremonyRow,
    answer: &str,
    brought: &[u8],
) -> Result<()> {
    sqlx::query(
        "UPDATE ceremonies SET used_at = coalesce(used_at, ?), answer = ?, brought = ? WHERE id = ?",
    )
    .bind(base.clock.now_ms())
    .bind(sha256(answer.as_bytes()))
    .bind(brought)
    .bind(&row.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(in super::super) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM ceremonies WHERE expires_at <= ?")
        .bind(base.clock.now_ms())
        .execute(base.db.write())
        .await?;
    Ok(())
}

fn context(id: &str) -> String {
    format!("ceremonies/state/{id}")
}
