//! The durable journal: what happened to cases, in order. Live events are read from it.

use crate::db::Db;
use crate::fail::Result;
use crate::keys::Keys;
use crate::named::Named;
use domain::case::CaseState;
use domain::form::Text;
use sqlx::{Sqlite, Transaction};

/// A new entry. `at` is in Unix milliseconds.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) account: &'a str,
    pub(crate) application: &'a str,
    pub(crate) state: CaseState,
    pub(crate) at: i64,
    pub(crate) comment: Option<&'a Text>,
}

/// Writes an entry and returns its id. SQLite assigns ids under the write lock, so a reader that has seen an id has seen
/// all before it; a database with several writers would need a lock here.
pub(crate) async fn write(
    keys: &Keys,
    tx: &mut Transaction<'_, Sqlite>,
    entry: Entry<'_>,
) -> Result<i64> {
    let context = comment_context(entry.application);
    let comment = entry.comment.map(|text| keys.seal_json(&context, text)).transpose()?;
    let id = sqlx::query_scalar(
        "INSERT INTO journal (account, application, at, state, comment)
         VALUES (?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(entry.account)
    .bind(entry.application)
    .bind(entry.at)
    .bind(Named(entry.state))
    .bind(comment)
    .fetch_one(&mut **tx)
    .await?;
    Ok(id)
}

/// Decrypts the comment of an entry about `application`.
pub(crate) fn comment(
    keys: &Keys,
    application: &str,
    sealed: Option<&[u8]>,
) -> Result<Option<Text>> {
    let open = |sealed| keys.open_json(&comment_context(application), sealed);
    Ok(sealed.map(open).transpose()?)
}

/// The last id in the journal; 0 when it is empty.
pub(crate) async fn last_id(db: &Db) -> Result<i64> {
    let last = sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM journal");
    Ok(last.fetch_one(db.read()).await?)
}

fn comment_context(application: &str) -> String {
    format!("journal/comment/{application}")
}
