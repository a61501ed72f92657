//! Moving a booking to another time at the same institution. Both slots change in one transaction.

use super::announce::{Announcement, COME, Changed, announce, local_time_of, wake};
use super::parts::BookingStore;
use super::read::read;
use super::row::BookingRow;
use super::store;
use super::waiting::notify_others_of_free_slot;
use super::words::Words;
use crate::audit::By;
use crate::auth::Signed;
use crate::fail::Result;
use crate::holds::{self, Purpose};
use crate::http::precondition::check_version;
use crate::http::{Id, Json, Language};
use crate::institutions::{SlotKey, find, is_free, record_change};
use crate::outbox::Letter;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::booking::may_wait;
use domain::wire::booking::{Booking, MoveBooking};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Moves a booking to another time at the same institution.
///
/// Possible until 24 hours before the visit or, if the institution cannot keep the time, until the visit begins. A booking
/// that is already at that time stays as it is. 409 `slot_taken` leaves the booking at its old time; 409 `not_allowed` when
/// it can no longer be moved; 412 `conflict` when it has changed since.
#[utoipa::path(post, path = "/bookings/{id}/move", tag = "bookings", request_body = MoveBooking,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The booking's `ETag`")),
    security(("session" = [])),
    responses((status = 200, body = Booking, headers(("ETag" = String)))))]
pub(super) async fn relocate(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
    headers: HeaderMap,
    Json(wanted): Json<MoveBooking>,
) -> Result<Response> {
    let now = bookings.base.clock.now();
    let mut tx = bookings.base.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    // A browser that lost the first response asks again, with the old version.
    if row.is_active(now) && row.starts_at() == wanted.starts_at {
        drop(tx);
        return read(&bookings, &account, &id, language).await;
    }
    check_version(&headers, row.version)?;
    row.standing(now).may_move(now).map_err(|_| ProblemCode::NotAllowed)?;
    let slot = row.slot_at(wanted.starts_at);
    holds::check_bookable(&bookings.institutions, &mut tx, &slot, &row.application).await?;
    move_to(&bookings, &mut tx, &row, &slot).await?;
    tx.commit().await?;
    wake(&bookings);
    read(&bookings, &account, &id, language).await
}

/// Moves the booking for the citizen if nobody else has the slot. Frees the old slot and the one that was held for a transfer.
pub(super) async fn move_to(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &BookingRow,
    slot: &SlotKey,
) -> Result<()> {
    let now = bookings.base.clock.now();
    if !is_free(&bookings.institutions, tx, slot, Some(&row.application)).await? {
        return Err(ProblemCode::SlotTaken.into());
    }
    let (_, line) = find(&bookings.institutions, &slot.institution, &slot.line)?;
    let waits = may_wait(slot.starts_at, now);
    store::relocate(&bookings.base, tx, row, slot, line.schedule.minutes, waits).await?;
    holds::release(&bookings.institutions, tx, &row.application, Purpose::Citizen).await?;
    let proposed =
        holds::release(&bookings.institutions, tx, &row.application, Purpose::Transfer).await?;
    if let Some(proposed) = proposed.filter(|proposed| proposed != slot) {
        notify_others_of_free_slot(bookings, tx, &proposed, row).await?;
    }
    for changed in [slot, &row.slot()] {
        record_change(tx, changed, now).await?;
    }
    let changed = Changed::of(row, By::Citizen);
    announce(bookings, tx, changed, announcement(bookings, row, slot)).await?;
    notify_others_of_free_slot(bookings, tx, &row.slot(), row).await
}

fn announcement(bookings: &BookingStore, row: &BookingRow, slot: &SlotKey) -> Announcement {
    let local_time = local_time_of(bookings, row);
    let (was, is) = (local_time.at(row.starts_at()), local_time.at(slot.starts_at));
    let journal = Words {
        ru: format!("Запись перенесена на {}. Раньше она была на {}.", is.ru, was.ru),
        en: format!("The visit is moved to {}. It was on {} before.", is.en, was.en),
    };
    let letter =
        Letter::new(format!("Запись перенесена на {}.", is.ru), journal.ru.as_str()).todo(COME);
    Announcement::new(local_time, journal, letter).at(slot.clone())
}
