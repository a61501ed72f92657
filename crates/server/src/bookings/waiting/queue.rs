use super::super::announce::{Announcement, Changed, announce, local_time_of};
use super::super::parts::BookingStore;
use super::super::row::BookingRow;
use super::super::store;
use super::super::words::Words;
use crate::audit::By;
use crate::fail::{Fail, Result};
use crate::institutions::{SlotKey, check_offered, is_free};
use crate::outbox::Letter;
use domain::booking::may_notify;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// To be called when the slot may have become free. Notifies the first citizen in the queue who has a later visit, may get a
/// notice, can move the booking, and is not being moved by the institution.
pub(in super::super) async fn notify_of_free_slot(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    slot: &SlotKey,
) -> Result<()> {
    notify_first(bookings, tx, slot, None).await
}

/// Like [`notify_of_free_slot`], but does not notify the citizen of `row`, who has just given this slot up.
pub(in super::super) async fn notify_others_of_free_slot(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    slot: &SlotKey,
    row: &BookingRow,
) -> Result<()> {
    notify_first(bookings, tx, slot, Some(row)).await
}

async fn notify_first(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    slot: &SlotKey,
    except: Option<&BookingRow>,
) -> Result<()> {
    let now = bookings.base.clock.now();
    let mut queue = store::waiting_for(&mut **tx, slot).await?;
    queue.retain(|row| except.is_none_or(|except| except.id != row.id));
    if queue.is_empty() || !can_be_taken(bookings, tx, slot).await? {
        return Ok(());
    }
    for row in queue {
        if row.standing(now).can_use_earlier(now) && may_notify(row.notices, row.noticed_at(), now)
        {
            return send_notice(bookings, tx, &row, slot).await;
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

async fn send_notice(
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
    let local_time = local_time_of(bookings, row);
    let at = local_time.at(slot.starts_at);
    let journal = Words {
        ru: format!("Освободилось время раньше: {}.", at.ru),
        en: format!("An earlier time is free: {}.", at.en),
    };
    let line = format!(
        "Освободилось время раньше: {}. Мы не держим его за вами: перенесите запись в личном кабинете, пока его не заняли.",
        at.ru
    );
    let letter = Letter::new(line, journal.ru.as_str()).todo(
        "Если хотите прийти раньше, перенесите запись в личном кабинете, пока время не заняли: мы не держим его за вами. \
         Если нет, ничего не делайте: ваша запись остаётся.",
    );
    let changed = Changed::of(row, By::System);
    announce(bookings, tx, changed, Announcement::new(local_time, journal, letter)).await
}
