//! Notices what other processes (`okno-server clerk`) write to the database.

use crate::db::Db;
use crate::fail::Result;
use crate::wake::Wakes;
use crate::{institutions, journal};
use std::time::Duration;

/// Interval of polling: how late a write of another process is noticed at most.
const POLL: Duration = Duration::from_millis(200);

/// Worker: wakes the streams when another process has written.
pub(super) async fn watch_database(db: Db, wakes: Wakes) {
    let mut seen = None;
    loop {
        match last_ids(&db).await {
            Ok(last) => {
                let before = seen.replace(last).unwrap_or(last);
                if before.0 != last.0 {
                    wakes.journal.wake();
                }
                if before.1 != last.1 {
                    wakes.slots.wake();
                }
            }
            Err(error) => tracing::error!(%error, "watch"),
        }
        tokio::time::sleep(POLL).await;
    }
}

/// Last ids of the journal and of the slot changes.
async fn last_ids(db: &Db) -> Result<(i64, i64)> {
    Ok((journal::last_id(db).await?, institutions::last_change(db).await?))
}
