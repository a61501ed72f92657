//! Waiting for an earlier slot. Whoever has waited longest is notified first; each gets one notice a day at most.

use super::announce::{Announcement, announce, clocks_of, wake};
use super::parts::BookingStore;
use super::read::read;
use super::row::BookingRow;
use super::store;
use super::words::Words;
use crate::auth::Signed;
use crate::fail::{Fail, Result};
use crate::http::{Id, Language};
use crate::institutions::{SlotKey, check_offered, is_free};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::booking::may_notify;
use domain::wire::booking::Booking;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Starts waiting for an earlier slot at the same institution.
///
/// A citizen who waits already keeps the position in the queue. 409 `not_allowed` when the visit is a week away or less,
/// when no notice is left, or when the institution cannot keep the time.
#[utoipa::path(put, path = "/bookings/{id}/waiting", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = Booking, headers(("ETag" = String)))))]
pub(super) async fn begin(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<Response> {
    let now = bookings.base.clock.now();
    let mut tx = bookings.base.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    let waits = row.is_active(now) && row.waits();
    if !waits {
        if !row.can_wait(now) {
            return Err(ProblemCode::NotAllowed.into());
        }
        sqlx::query("UPDATE bookings SET waiting_since = ?, earlier = NULL WHERE id = ?")
            .bind(now.timestamp_millis())
            .bind(&row.id)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        wake(&bookings);
    } else {
        drop(tx);
    }
    read(&bookings, &account, &id, language).await
}

/// Stops waiting; 204 even if the citizen does not wait.
#[utoipa::path(delete, path = "/bookings/{id}/waiting", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 204)))]
pub(super) async fn end(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<StatusCode> {
    let mut tx = bookings.base.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    sqlx::query("UPDATE bookings SET waiting_since = NULL, earlier = NULL WHERE id = ?")
        .bind(&row.id)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    wake(&bookings);
    Ok(StatusCode::NO_CONTENT)
}

/// To be called when the slot may have become free. Notifies the first citizen in the queue who has a later visit, may get a
/// notice, can move the booking, and is not being moved by the institution.
pub(super) async fn slot_freed(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    slot: &SlotKey,
) -> Result<()> {
    tell_first(bookings, tx, slot, None).await
}

/// Like [`slot_freed`], but does not notify the citizen of `row`, who has just given this slot up.
pub(super) async fn slot_left(
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
