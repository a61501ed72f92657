use super::super::announce::wake;
use super::super::parts::BookingStore;
use super::super::read::read;
use super::super::relocate::move_to;
use super::super::store;
use super::answered_proposal::answered_proposal;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Json, Language};
use axum::extract::State;
use axum::response::Response;
use domain::booking::TransferState;
use domain::wire::booking::{AnswerTransfer, Booking};
use domain::wire::problem::ProblemCode;
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
    Json(answer): Json<AnswerTransfer>,
) -> Result<Response> {
    let now = bookings.base.clock.now();
    let mut tx = bookings.base.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    // A browser that lost the first response asks again.
    if row.is_active(now) && row.starts_at() == answer.starts_at {
        drop(tx);
        return read(&bookings, &account, &id, language).await;
    }
    row.standing(now).may_move(now).map_err(|_| ProblemCode::NotAllowed)?;
    if answered_proposal(&row, &answer, now)?.state != TransferState::Proposed {
        return Err(ProblemCode::Conflict.into());
    }
    let slot = row.slot_at(answer.starts_at);
    // No `check_bookable`: the slot is held for the citizen, even when it is too late for others to book it.
    move_to(&bookings, &mut tx, &row, &slot).await?;
    tx.commit().await?;
    wake(&bookings);
    read(&bookings, &account, &id, language).await
}
