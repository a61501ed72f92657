use crate::base::Base;
use crate::fail::Result;

/// How long a calendar can be away and still be told what it has missed.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

/// Forgets old changes of slots, and what the registry said of slots that are over.
pub(crate) async fn sweep(base: &Base) -> Result<()> {
    let before = base.clock.now_ms() - KEPT_MS;
    for sql in
        ["DELETE FROM slot_changes WHERE at <= ?", "DELETE FROM registry WHERE starts_at <= ?"]
    {
        sqlx::query(sql).bind(before).execute(base.db.write()).await?;
    }
    Ok(())
}
