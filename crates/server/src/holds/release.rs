use super::store::{release_held, shorten};
use crate::auth::Signed;
use crate::cases;
use crate::fail::Result;
use crate::http::{Id, Json};
use crate::visits::Visits;
use axum::extract::State;
use axum::http::StatusCode;
use domain::booking::left_until;
use domain::wire::booking::{HoldSlot, ReleaseHold};
use std::sync::Arc;

/// Frees this slot if the application holds it: at once, or within a minute if `ends_at` is given. 204 also when the
/// application holds another slot, holds this one until another moment, or holds none.
#[utoipa::path(post, path = "/applications/{id}/hold/release", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), request_body = ReleaseHold, responses((status = 204)))]
pub(super) async fn release(
    State(visits): State<Arc<Visits>>,
    Signed { account }: Signed,
    Id(id): Id,
    Json(ReleaseHold { institution, starts_at, ends_at }): Json<ReleaseHold>,
) -> Result<StatusCode> {
    cases::find(&visits.base.db, &account, &id).await?;
    let slot = HoldSlot { institution, starts_at };
    let mut tx = visits.base.db.begin().await?;
    match ends_at {
        None => release_held(&visits.institutions, &mut tx, &id, &slot).await?,
        Some(expected) => {
            let until = left_until(visits.base.clock.now(), expected);
            shorten(&mut tx, &id, &slot, (expected, until)).await?;
        }
    }
    tx.commit().await?;
    visits.institutions.slots.wake();
    Ok(StatusCode::NO_CONTENT)
}
