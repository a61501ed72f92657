use super::super::announce::wake;
use super::super::parts::BookingStore;
use super::super::read::read;
use super::super::store;
use super::answered_proposal::answered_proposal;
use super::close::{Closing, close};
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Json, Language};
use axum::extract::State;
use axum::response::Response;
use domain::booking::TransferState;
use domain::wire::booking::{AnswerTransfer, Booking};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

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
    Json(answer): Json<AnswerTransfer>,
) -> Result<Response> {
    let now = bookings.base.clock.now();
    let mut tx = bookings.base.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    row.standing(now).may_move(now).map_err(|_| ProblemCode::NotAllowed)?;
    if answered_proposal(&row, &answer, now)?.state == TransferState::Proposed {
        close(&bookings, &mut tx, &row, Closing::Declined).await?;
        tx.commit().await?;
        wake(&bookings);
    } else {
        drop(tx);
    }
    read(&bookings, &account, &id, language).await
}
