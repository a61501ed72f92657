use crate::base::Base;
use crate::fail::Result;

/// How long slot changes are kept: a calendar that reconnects within this time gets what it has missed.
const RETENTION_MS: i64 = 24 * 60 * 60 * 1000;

/// Deletes old slot changes, and registry entries of slots that began long ago.
pub(crate) async fn sweep(base: &Base) -> Result<()> {
    let before = base.clock.now_ms() - RETENTION_MS;
    for sql in
        ["DELETE FROM slot_changes WHERE at <= ?", "DELETE FROM registry WHERE starts_at <= ?"]
    {
        sqlx::query(sql).bind(before).execute(base.db.write()).await?;
    }
    Ok(())
}
