//! Passkeys in the database.

use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::ids::hex;
use domain::wire::account;
use sqlx::{Sqlite, SqliteExecutor, Transaction};
use webauthn_rs::prelude::Passkey;

#[derive(sqlx::FromRow)]
pub(super) struct PasskeyRow {
    pub(super) id: String,
    pub(super) account: String,
    passkey: Vec<u8>,
    name: Vec<u8>,
    added_at: i64,
    used_at: Option<i64>,
}

impl PasskeyRow {
    pub(super) fn passkey(&self, base: &Base) -> Result<Passkey> {
        Ok(base.keys.open_json(&context("passkey", &self.id), &self.passkey)?)
    }

    /// As its owner sees it.
    pub(super) fn describe(&self, base: &Base) -> Result<account::Passkey> {
        let name = base.keys.open(&context("name", &self.id), &self.name)?;
        Ok(account::Passkey {
            id: self.id.clone(),
            name: String::from_utf8_lossy(&name).into_owned(),
            added_at: from_ms(self.added_at),
            used_at: self.used_at.map(from_ms),
        })
    }
}

/// Adds a passkey; `None` when somebody has it.
pub(super) async fn insert(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    passkey: &Passkey,
    name: &str,
) -> Result<Option<PasskeyRow>> {
    let id = crate::ids::new_id();
    let row = sqlx::query_as(
        "INSERT INTO passkeys (credential, id, account, passkey, name, added_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING RETURNING *",
    )
    .bind(key(base, passkey.cred_id()))
    .bind(&id)
    .bind(account)
    .bind(base.keys.seal_json(&context("passkey", &id), passkey)?)
    .bind(base.keys.seal(&context("name", &id), name.as_bytes())?)
    .bind(base.clock.now_ms())
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row)
}

/// The passkey with this id of its credential.
pub(super) async fn by_credential(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    credential: &[u8],
) -> Result<Option<PasskeyRow>> {
    let sql = "SELECT * FROM passkeys WHERE credential = ?";
    Ok(sqlx::query_as(sql).bind(key(base, credential)).fetch_optional(&mut **tx).await?)
}

/// Notes that the passkey was used; it may count its uses.
pub(super) async fn note_use(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    passkey: &Passkey,
) -> Result<()> {
    sqlx::query("UPDATE passkeys SET passkey = ?, used_at = ? WHERE id = ?")
        .bind(base.keys.seal_json(&context("passkey", id), passkey)?)
        .bind(base.clock.now_ms())
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The passkeys of an account, the newest first.
pub(super) async fn of<'c>(
    from: impl SqliteExecutor<'c>,
    account: &str,
) -> Result<Vec<PasskeyRow>> {
    let sql = "SELECT * FROM passkeys WHERE account = ? ORDER BY added_at DESC, id";
    Ok(sqlx::query_as(sql).bind(account).fetch_all(from).await?)
}

/// [`of`] as their owner sees them.
pub(in super::super) async fn list(base: &Base, account: &str) -> Result<Vec<account::Passkey>> {
    of(base.db.read(), account).await?.iter().map(|row| row.describe(base)).collect()
}

/// Whether there was one.
pub(super) async fn delete(
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    id: &str,
) -> Result<bool> {
    let sql = "DELETE FROM passkeys WHERE account = ? AND id = ?";
    let done = sqlx::query(sql).bind(account).bind(id).execute(&mut **tx).await?;
    Ok(done.rows_affected() == 1)
}

fn key(base: &Base, credential: &[u8]) -> Vec<u8> {
    base.keys.index("passkey", &hex(credential))
}

fn context(column: &str, id: &str) -> String {
    format!("passkeys/{column}/{id}")
}
