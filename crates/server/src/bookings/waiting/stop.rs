use super::super::announce::wake;
use super::super::parts::BookingStore;
use super::super::store;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::Id;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;

/// Stops waiting; 204 even if the citizen does not wait.
#[utoipa::path(delete, path = "/bookings/{id}/waiting", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 204)))]
pub(in super::super) async fn stop(
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
