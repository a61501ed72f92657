//! The citizen's answer to a proposal.

use super::super::announce::{Announcement, announce, clocks_of, wake};
use super::super::parts::BookingStore;
use super::super::read::read;
use super::super::relocate::move_to;
use super::super::row::BookingRow;
use super::super::store;
use super::super::waiting::slot_left;
use super::super::words::Words;
use crate::auth::Signed;
use crate::fail::Result;
use crate::holds::{self, Purpose};
use crate::http::{Id, Json, Language};
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::booking::TransferState;
use domain::wire::booking::{AnswerTransfer, Booking, Transfer};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Accepts the time that the institution proposes: the booking moves there.
///
/// A booking that is already at that time stays as it is. 412 `conflict` when another time or none is proposed; 409
/// `not_allowed` when the visit has begun or is cancelled; 409 `slot_taken` when the institution has given the time away.
#[utoipa::path(post, path = "/bookings/{id}/transfer/accept", tag = "bookings", request_body = AnswerTransfer,
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Booking, headers(("ETag" = String)))))]
pub(in super::super) async fn accept(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
    Json(answered): Json<AnswerTransfer>,
) -> Result<Response> {
    let now = bookings.base.clock.now();
    let mut tx = bookings.base.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    // A browser that lost the first response asks again.
    if row.is_active(now) && row.starts_at() == answered.starts_at {
        drop(tx);
        return read(&bookings, &account, &id, language).await;
    }
    row.standing(now).may_move(now).map_err(|_| ProblemCode::NotAllowed)?;
    if answerable(&row, &answered, now)?.state != TransferState::Proposed {
        return Err(ProblemCode::Conflict.into());
    }
    let slot = row.slot_at(answered.starts_at);
    // No `check_bookable`: the slot is held for the citizen, even when it is too late for others to book it.
    move_to(&bookings, &mut tx, &row, &slot).await?;
    tx.commit().await?;
    wake(&bookings);
    read(&bookings, &account, &id, language).await
}

/// Declines the proposed time and frees its slot. Declining twice is the same as once.
///
/// The citizen can choose another time until the visit begins. 412 `conflict` when another time or none is proposed; 409
/// `not_allowed` when the visit has begun or is cancelled.
#[utoipa::path(post, path = "/bookings/{id}/transfer/decline", tag = "bookings", request_body = AnswerTransfer,
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Booking, headers(("ETag" = String)))))]
pub(in super::super) async fn decline(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
    Json(answered): Json<AnswerTransfer>,
) -> Result<Response> {
    let now = bookings.base.clock.now();
    let mut tx = bookings.base.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    row.standing(now).may_move(now).map_err(|_| ProblemCode::NotAllowed)?;
    if answerable(&row, &answered, now)?.state == TransferState::Proposed {
        close(&bookings, &mut tx, &row, Closing::Declined).await?;
        tx.commit().await?;
        wake(&bookings);
    } else {
        drop(tx);
    }
    read(&bookings, &account, &id, language).await
}

/// The proposal that the citizen answers, open or closed. 412 when another time or none is proposed.
fn answerable(row: &BookingRow, answered: &AnswerTransfer, now: DateTime<Utc>) -> Result<Transfer> {
    let same = |transfer: &Transfer| transfer.starts_at == answered.starts_at;
    Ok(row.transfer(now).filter(same).ok_or(ProblemCode::Conflict)?)
}

/// Why a proposal is closed without moving the booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    Declined,
    /// The citizen did not answer in time.
    Unanswered,
}

/// Closes the proposal and frees its slot. The booking still has to move to another time.
pub(super) async fn close(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &BookingRow,
    why: Closing,
) -> Result<()> {
    sqlx::query(
        "UPDATE bookings SET transfer_state = 'declined', version = version + 1, changed_at = ? WHERE id = ?",
    )
    .bind(bookings.base.clock.now_ms())
    .bind(&row.id)
    .execute(&mut **tx)
    .await?;
    let proposed =
        row.transfer(bookings.base.clock.now()).map(|transfer| row.slot_at(transfer.starts_at));
    holds::release(&bookings.institutions, tx, &row.application, Purpose::Transfer).await?;
    if let Some(slot) = proposed {
        slot_left(bookings, tx, &slot, row).await?;
    }
    announce(bookings, tx, &row.application, announcement(bookings, row, why)).await
}

fn announcement(bookings: &BookingStore, row: &BookingRow, why: Closing) -> Announcement {
    let clocks = clocks_of(bookings, row);
    let by = clocks.by(row.starts_at());
    let (ru, en) = match why {
        Closing::Declined => (
            "Вы отказались от времени, которое предложило учреждение.",
            "You have declined the time that the institution proposed.",
        ),
        Closing::Unanswered => (
            "Вы не ответили вовремя, и мы больше не держим за вами предложенное время.",
            "There was no answer in time, and the proposed time is no longer kept for you.",
        ),
    };
    let journal = Words {
        ru: format!("{ru} Выберите другое до {}.", by.ru),
        en: format!("{en} Choose another one before {}.", by.en),
    };
    Announcement::new(
        clocks,
        journal,
        &format!("{ru} Выберите другое в личном кабинете до {}.", by.ru),
    )
}
