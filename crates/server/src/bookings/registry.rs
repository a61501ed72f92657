use super::announce::wake;
use super::parts::BookingStore;
use super::waiting::notify_of_free_slot;
use crate::audit::{self, By, Note};
use crate::fail::{Fail, Result};
use crate::holds;
use crate::institutions::{self, SlotKey, check_offered, find};
use domain::wire::problem::ProblemCode;

/// Records that the institution has given a slot away, or has got it back, without this server. Releases a hold on the slot.
/// 409 `slot_taken` when it is booked: then the institution has to propose a transfer. 404 for an unknown line, 422 for a
/// time that the line does not offer.
pub(crate) async fn register(
    bookings: &BookingStore,
    slot: &SlotKey,
    taken: bool,
    by: By<'_>,
) -> Result<()> {
    find(&bookings.institutions, &slot.institution, &slot.line)?;
    check_offered(&bookings.institutions, slot).map_err(|_| Fail::Code(ProblemCode::Invalid))?;
    let mut tx = bookings.base.db.begin().await?;
    if taken {
        holds::release_slot(&mut tx, slot).await?;
    }
    institutions::register(&mut tx, slot, taken, bookings.base.clock.now()).await?;
    if !taken {
        notify_of_free_slot(bookings, &mut tx, slot).await?;
    }
    let subject = format!("{}/{}/{}", slot.institution, slot.line, slot.starts_at.timestamp());
    let note = Note {
        at: bookings.base.clock.now_ms(),
        by,
        act: if taken { "slot_taken" } else { "slot_freed" },
        account: None,
        application: None,
        subject: Some(&subject),
    };
    audit::note(&mut *tx, note).await?;
    tx.commit().await?;
    wake(bookings);
    Ok(())
}
