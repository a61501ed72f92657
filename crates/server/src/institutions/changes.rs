//! Which slots have changed, in order: live calendars are told from here.

use super::slot_key::SlotKey;
use crate::db::Db;
use crate::fail::Result;
use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

/// Records that the slot may have changed, for the calendars that are open. Have them told with `institutions.slots.wake()`
/// after the commit.
pub(crate) async fn record_change(
    database: &mut SqliteConnection,
    slot: &SlotKey,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query("INSERT INTO slot_changes (institution, line, starts_at, at) VALUES (?, ?, ?, ?)")
        .bind(&slot.institution)
        .bind(&slot.line)
        .bind(slot.ms())
        .bind(now.timestamp_millis())
        .execute(database)
        .await?;
    Ok(())
}

/// The lines with changes after `after` and up to `until`: institution, line and the id of the newest change.
pub(crate) async fn changed(db: &Db, after: i64, until: i64) -> Result<Vec<(String, String, i64)>> {
    let rows = sqlx::query_as(
        "SELECT institution, line, max(id) FROM slot_changes WHERE id > ? AND id <= ? GROUP BY institution, line",
    );
    Ok(rows.bind(after).bind(until).fetch_all(db.read()).await?)
}

/// The id of the last change of any slot; 0 before the first. Sweeping old changes does not reset it.
pub(crate) async fn last_change(db: &Db) -> Result<i64> {
    let last = sqlx::query_scalar(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'slot_changes'), 0)",
    );
    Ok(last.fetch_one(db.read()).await?)
}
