use super::row::Purpose;
use super::store::{self, current};
use super::wanted_slot::{hold_wanted, wanted_slot};
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Json};
use crate::visits::Visits;
use axum::extract::State;
use domain::booking::prolonged_until;
use domain::wire::booking::{Hold, HoldSlot};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Prolongs the hold on this slot to ten minutes from now; if the hold has ended, the slot is held again. 409
/// `slot_taken` when somebody else has the slot, or the application now holds another one; 409 `not_allowed` when the
/// hold has been prolonged ten times, or no date can be chosen any more and there is no booking to move; 404 for an
/// institution that does not offer this visit.
#[utoipa::path(post, path = "/applications/{id}/hold/prolong", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), request_body = HoldSlot, responses((status = 200, body = Hold)))]
pub(super) async fn prolong(
    State(visits): State<Arc<Visits>>,
    Signed { account }: Signed,
    Id(id): Id,
    Json(wanted): Json<HoldSlot>,
) -> Result<axum::Json<Hold>> {
    let (mut tx, slot) = wanted_slot(&visits, &account, &id, wanted).await?;
    let now = visits.base.clock.now();
    let held = match current(&visits.base, &mut tx, &id, Purpose::Citizen).await? {
        Some(held) if held.slot() == slot => {
            let until = prolonged_until(now, slot.starts_at, held.prolonged);
            let until = until.ok_or(ProblemCode::NotAllowed)?;
            store::prolong(&mut tx, held, until.timestamp_millis()).await?
        }
        Some(_) => return Err(ProblemCode::SlotTaken.into()),
        None => hold_wanted(&visits, &mut tx, (&account, &id), &slot, now).await?,
    };
    tx.commit().await?;
    visits.institutions.slots.wake();
    Ok(axum::Json(held.hold(now)))
}
