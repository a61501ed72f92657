//! What the citizen has seen of the journal of a case (nh-4).

use crate::db::Db;
use crate::fail::Result;
use sqlx::{Sqlite, SqliteExecutor, Transaction};
use std::collections::HashMap;

/// Id of the newest line that the citizen has seen.
pub(crate) async fn seen(db: &Db, application: &str) -> Result<Option<i64>> {
    let seen = sqlx::query_scalar("SELECT seen FROM applications WHERE id = ?");
    Ok(seen.bind(application).fetch_optional(db.read()).await?.flatten())
}

/// How many lines by others the citizen has not seen, by application, without messages, which have marks of their own. Applications
/// without any are left out.
pub(crate) async fn unseen(db: &Db, account: &str) -> Result<HashMap<String, u32>> {
    let counts: Vec<(String, u32)> = sqlx::query_as(
        "SELECT journal.application, count(*) FROM journal JOIN applications ON applications.id = journal.application
         WHERE applications.account = ? AND journal.id > coalesce(applications.seen, 0)
             AND (journal.kind = 'state' OR journal.comment IS NOT NULL) AND journal.kind <> 'message' AND coalesce(journal.actor, '') <> 'citizen'
         GROUP BY journal.application",
    )
    .bind(account)
    .fetch_all(db.read())
    .await?;
    Ok(counts.into_iter().collect())
}

/// Notes that the citizen has written this line, or seen it and all before it. Returns whether that is new. A line that is not
/// there yet cannot be seen.
pub(crate) async fn see(
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    line: i64,
) -> Result<bool> {
    let line = line.min(newest(&mut **tx, application).await?);
    let changed =
        sqlx::query("UPDATE applications SET seen = ?1 WHERE id = ?2 AND coalesce(seen, 0) < ?1")
            .bind(line)
            .bind(application)
            .execute(&mut **tx)
            .await?;
    Ok(changed.rows_affected() > 0)
}

async fn newest(database: impl SqliteExecutor<'_>, application: &str) -> Result<i64> {
    let newest = sqlx::query_scalar(
        "SELECT coalesce(max(id), 0) FROM journal WHERE application = ? AND (kind = 'state' OR comment IS NOT NULL)",
    );
    Ok(newest.bind(application).fetch_one(database).await?)
}
