use super::row::Purpose;
use super::store::current;
use super::wanted_slot::{hold_wanted, wanted_slot};
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Json};
use crate::visits::Visits;
use axum::extract::State;
use domain::wire::booking::{Hold, HoldSlot};
use std::sync::Arc;

/// Holds a slot for ten minutes and frees the slot that the application held before. If the application already holds
/// this slot, the hold stays unchanged. 404 for an institution that does not offer this visit; 409 `slot_taken`; 409
/// `not_allowed` when no date can be chosen and there is no booking to move.
#[utoipa::path(put, path = "/applications/{id}/hold", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), request_body = HoldSlot, responses((status = 200, body = Hold)))]
pub(super) async fn hold(
    State(visits): State<Arc<Visits>>,
    Signed { account }: Signed,
    Id(id): Id,
    Json(wanted): Json<HoldSlot>,
) -> Result<axum::Json<Hold>> {
    let (mut tx, slot) = wanted_slot(&visits, &account, &id, wanted).await?;
    let now = visits.base.clock.now();
    let held = match current(&visits.base, &mut tx, &id, Purpose::Citizen).await? {
        Some(held) if held.slot() == slot => held,
        _ => hold_wanted(&visits, &mut tx, (&account, &id), &slot, now).await?,
    };
    tx.commit().await?;
    visits.institutions.slots.wake();
    Ok(axum::Json(held.hold(now)))
}
