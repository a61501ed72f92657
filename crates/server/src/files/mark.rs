//! What the office has done with a file: opened, accepted, refused.

use super::row::reason_context;
use crate::base::Base;
use crate::fail::Result;
use crate::named::Named;
use domain::wire::file::FileMark;
use sqlx::{Sqlite, Transaction};

/// Notes that somebody of the office has opened the file. False if that is noted already.
pub(crate) async fn open(tx: &mut Transaction<'_, Sqlite>, file: &str, at: i64) -> Result<bool> {
    let done = sqlx::query("UPDATE files SET opened_at = ? WHERE id = ? AND opened_at IS NULL");
    let done = done.bind(at).bind(file).execute(&mut **tx).await?;
    Ok(done.rows_affected() == 1)
}

/// Replaces the mark. The reason is sealed: it tells of somebody's health.
pub(crate) async fn set(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    file: &str,
    mark: &FileMark,
) -> Result<()> {
    let seal = |reason: &String| base.keys.seal_json(&reason_context(file), reason);
    sqlx::query("UPDATE files SET mark = ?, marked_at = ?, mark_reason = ? WHERE id = ?")
        .bind(Named(mark.kind))
        .bind(mark.at.timestamp_millis())
        .bind(mark.reason.as_ref().map(seal).transpose()?)
        .bind(file)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
