//! Cancelling a booking (S-25).

use super::announce::{Announcement, CHOOSE, Changed, announce, local_time_of, wake};
use super::parts::BookingStore;
use super::read::read;
use super::row::BookingRow;
use super::store;
use super::waiting::notify_of_free_slot;
use super::words::Words;
use crate::audit::By;
use crate::auth::Signed;
use crate::fail::Result;
use crate::holds::{self, Purpose};
use crate::http::{Id, Json, Language};
use crate::institutions::{SlotKey, record_change};
use crate::outbox::Letter;
use axum::extract::State;
use axum::response::Response;
use domain::booking::{BookingState, CancelCost};
use domain::wire::booking::{Booking, CancelBooking};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Cancels a booking and frees its slot at once. Cancelling twice is the same as once.
///
/// Less than 24 hours before the visit, 409 `late_cancel` unless `late` says that the citizen has read what it means. 412
/// `conflict` when the visit is at another time than `starts_at`. 409 `not_allowed` once the visit has begun.
#[utoipa::path(post, path = "/bookings/{id}/cancel", tag = "bookings", request_body = CancelBooking,
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Booking, headers(("ETag" = String)))))]
pub(super) async fn cancel(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
    Json(cancel): Json<CancelBooking>,
) -> Result<Response> {
    let now = bookings.base.clock.now();
    let mut tx = bookings.base.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    if row.state(now) != BookingState::Cancelled {
        let cost = row.standing(now).may_cancel(now).map_err(|_| ProblemCode::NotAllowed)?;
        if row.starts_at() != cancel.starts_at {
            return Err(ProblemCode::Conflict.into());
        }
        let late = cost == CancelCost::Late;
        if late && !cancel.late {
            return Err(ProblemCode::LateCancel.into());
        }
        let proposed = cancel_booking(&bookings, &mut tx, &row, late).await?;
        let changed = Changed::of(&row, By::Citizen);
        announce(&bookings, &mut tx, changed, announcement(&bookings, &row)).await?;
        record_change(&mut tx, &row.slot(), now).await?;
        for slot in [Some(row.slot()), proposed].iter().flatten() {
            notify_of_free_slot(&bookings, &mut tx, slot).await?;
        }
        tx.commit().await?;
        wake(&bookings);
    }
    read(&bookings, &account, &id, language).await
}

/// Cancels the booking. Releases the slot that was held for a transfer, and returns it. The caller announces the
/// cancellation and reports both slots as free.
pub(super) async fn cancel_booking(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &BookingRow,
    late: bool,
) -> Result<Option<SlotKey>> {
    store::cancel(&bookings.base, tx, row, late).await?;
    holds::release(&bookings.institutions, tx, &row.application, Purpose::Transfer).await
}

fn announcement(bookings: &BookingStore, row: &BookingRow) -> Announcement {
    let local_time = local_time_of(bookings, row);
    let at = local_time.at(row.starts_at());
    let journal = Words {
        ru: format!("Запись на {} отменена.", at.ru),
        en: format!("The visit on {} is cancelled.", at.en),
    };
    let line =
        format!("Запись на {} отменена. Выбрать другое время можно в личном кабинете.", at.ru);
    let letter = Letter::new(line, journal.ru.as_str()).todo(CHOOSE);
    Announcement::new(local_time, journal, letter)
}
