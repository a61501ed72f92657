use super::super::announce::{Announcement, announce, clocks_of};
use super::super::parts::BookingStore;
use super::super::row::BookingRow;
use super::super::store;
use super::super::words::Words;
use crate::fail::{Fail, Result};
use crate::institutions::{SlotKey, check_offered, is_free};
use domain::booking::may_notify;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// To be called when the slot may have become free. Notifies the first citizen in the queue who has a later visit, may get a
/// notice, can move the booking, and is not being moved by the institution.
pub(in super::super) async fn slot_freed(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    slot: &SlotKey,
) -> Result<()> {
    tell_first(bookings, tx, slot, None).await
}

/// Like [`slot_freed`], but does not notify the citizen of `row`, who has just given this slot up.
pub(in super::super) async fn slot_left(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    slot: &SlotKey,
    row: &BookingRow,
) -> Result<()> {
    tell_first(bookings, tx, slot, Some(row)).await
}

async fn tell_first(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    slot: &SlotKey,
    but: Option<&BookingRow>,
) -> Result<()> {
    let now = bookings.base.clock.now();
    let mut line = store::waiting_for(&mut **tx, slot).await?;
    line.retain(|row| but.is_none_or(|but| but.id != row.id));
    if line.is_empty() || !can_be_taken(bookings, tx, slot).await? {
        return Ok(());
    }
    for row in line {
        let standing = row.standing(now);
        // A citizen who has to move chooses among all times anyway, so a notice would be wasted.
        let helps = !standing.must_move && standing.may_move(now).is_ok();
        if helps && may_notify(row.notices, row.noticed_at(), now) {
            return notify(bookings, tx, &row, slot).await;
        }
    }
    Ok(())
}

/// Whether the slot is offered and free. A slot that begins too soon for anybody to come is not offered.
async fn can_be_taken(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    slot: &SlotKey,
) -> Result<bool> {
    match check_offered(&bookings.institutions, slot) {
        Ok(()) => is_free(&bookings.institutions, tx, slot, None).await,
        Err(Fail::Code(ProblemCode::SlotTaken | ProblemCode::NotFound)) => Ok(false),
        Err(fail) => Err(fail),
    }
}

async fn notify(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &BookingRow,
    slot: &SlotKey,
) -> Result<()> {
    sqlx::query(
        "UPDATE bookings SET notices = notices + 1, noticed_at = ?, earlier = ? WHERE id = ?",
    )
    .bind(bookings.base.clock.now_ms())
    .bind(slot.ms())
    .bind(&row.id)
    .execute(&mut **tx)
    .await?;
    let clocks = clocks_of(bookings, row);
    let at = clocks.at(slot.starts_at);
    let journal = Words {
        ru: format!("Освободилось время раньше: {}.", at.ru),
        en: format!("An earlier time is free: {}.", at.en),
    };
    let letter = format!(
        "Освободилось время раньше: {}. Мы не держим его за вами: перенесите запись в личном кабинете, пока его не заняли.",
        at.ru
    );
    announce(bookings, tx, &row.application, Announcement::new(clocks, journal, &letter)).await
}
