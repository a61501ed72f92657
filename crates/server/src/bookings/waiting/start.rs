use super::super::announce::wake;
use super::super::parts::BookingStore;
use super::super::read::read;
use super::super::store;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Language};
use axum::extract::State;
use axum::response::Response;
use domain::wire::booking::Booking;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Starts waiting for an earlier slot at the same institution.
///
/// A citizen who waits already keeps the position in the queue. 409 `not_allowed` when the visit is a week away or less,
/// when no notice is left, or when the institution cannot keep the time.
#[utoipa::path(put, path = "/bookings/{id}/waiting", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = Booking, headers(("ETag" = String)))))]
pub(in super::super) async fn start(
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
