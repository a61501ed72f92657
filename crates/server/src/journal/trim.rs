use crate::base::Base;
use crate::fail::Result;
use sqlx::{Sqlite, Transaction};

/// How long silent lines are kept: longer than a holiday. A stream that was away for longer begins with a gap.
const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Deletes silent lines older than 30 days.
pub(crate) async fn trim(base: &Base) -> Result<()> {
    trim_until(base, base.clock.now_ms() - KEPT_MS).await
}

/// Deletes silent lines up to `until`, in Unix milliseconds. No stream is continued from before the newest line of that time, also
/// if nothing of its own is missing.
pub(crate) async fn trim_until(base: &Base, until: i64) -> Result<()> {
    let ends: (i64, Option<i64>) = sqlx::query_as(
        "SELECT trimmed_to, (SELECT id FROM journal WHERE at <= ? ORDER BY at DESC, id DESC LIMIT 1) FROM journal_floor",
    )
    .bind(until)
    .fetch_one(base.db.read())
    .await?;
    // Usually nothing has become old: find that out without occupying the only connection that writes.
    let (from, Some(to)) = ends else { return Ok(()) };
    if to <= from {
        return Ok(());
    }
    let mut tx = base.db.begin().await?;
    // Not by time: that would look at all spoken lines of all years again.
    sqlx::query(
        "DELETE FROM journal WHERE id > ? AND id <= ? AND kind <> 'state' AND comment IS NULL",
    )
    .bind(from)
    .bind(to)
    .execute(&mut *tx)
    .await?;
    sqlx::query("UPDATE journal_floor SET trimmed_to = max(trimmed_to, ?)")
        .bind(to)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Begins a new epoch after all lines have been deleted: whoever knows an id of before gets a gap. For the test doors.
pub(crate) async fn forget(tx: &mut Transaction<'_, Sqlite>) -> Result<()> {
    for sql in [
        // An id that no line has: the last one may be where a stream stands.
        "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'journal'",
        "UPDATE journal_floor SET trimmed_to = (SELECT seq FROM sqlite_sequence WHERE name = 'journal')",
    ] {
        sqlx::query(sql).execute(&mut **tx).await?;
    }
    Ok(())
}
