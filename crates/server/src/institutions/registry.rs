use super::occupancy;
use super::slot::{SlotKey, check_offered, find, note_change};
use crate::app::App;
use crate::fail::{Fail, Result};
use crate::{bookings, holds};
use domain::wire::problem::ProblemCode;

/// The institution gives a slot away or takes it back, past this server. A hold gives way; 409 `slot_taken` when
/// somebody has booked it: that is a transfer. 404 for an unknown line, 422 for a time that it does not offer.
pub(crate) async fn set(app: &App, slot: &SlotKey, taken: bool) -> Result<()> {
    find(app, &slot.institution, &slot.line)?;
    check_offered(app, slot).map_err(|_| Fail::Code(ProblemCode::Invalid))?;
    let mut tx = app.db.begin().await?;
    if taken {
        holds::release_slot(&mut tx, slot).await?;
        let (is_booked, _) = occupancy::of_slot(&mut tx, slot, None, app.clock.now_ms()).await?;
        if is_booked {
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
    .execute(&mut *tx)
    .await?;
    note_change(&mut tx, slot, app.clock.now()).await?;
    if !taken {
        bookings::slot_freed(app, &mut tx, slot).await?;
    }
    tx.commit().await?;
    app.slots.wake();
    app.journal.wake();
    Ok(())
}
