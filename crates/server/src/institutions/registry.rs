use super::changes::record_change;
use super::occupancy;
use super::slot_key::SlotKey;
use crate::fail::Result;
use chrono::{DateTime, Utc};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Records that the institution has given a slot away or taken it back without this server. 409 `slot_taken` when
/// somebody has booked or holds it. The caller releases holds before, and wakes the streams after the commit.
pub(crate) async fn register(
    tx: &mut Transaction<'_, Sqlite>,
    slot: &SlotKey,
    taken: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    if taken {
        let (is_occupied, _) = occupancy::of_slot(tx, slot, None, now.timestamp_millis()).await?;
        if is_occupied {
            return Err(ProblemCode::SlotTaken.into());
        }
    }
    sqlx::query(
        "INSERT INTO registry (institution, line, starts_at, taken) VALUES (?, ?, ?, ?)
         ON CONFLICT (institution, line, starts_at) DO UPDATE SET taken = excluded.taken",
    )
    .bind(&slot.institution)
    .bind(&slot.line)
    .bind(slot.ms())
    .bind(taken)
    .execute(&mut **tx)
    .await?;
    record_change(tx, slot, now).await
}
