use super::store::{
    NewHold, Purpose, check_bookable, current, place, prolong as prolong_hold, release,
};
use crate::app::App;
use crate::applications;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Json};
use crate::institutions::SlotKey;
use crate::visits;
use axum::extract::State;
use axum::http::StatusCode;
use domain::booking::{hold_until, prolonged_until};
use domain::wire::booking::{Hold, HoldSlot};
use domain::wire::problem::ProblemCode;

/// Holds a slot for ten minutes and frees the one that the application held before; the slot that it holds already stays
/// held as it is. 404 for an institution that does not do it; 409 `slot_taken`; 409 `not_allowed` when no date can be
/// chosen.
#[utoipa::path(put, path = "/applications/{id}/hold", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), request_body = HoldSlot, responses((status = 200, body = Hold)))]
pub(super) async fn put(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    Json(wanted): Json<HoldSlot>,
) -> Result<axum::Json<Hold>> {
    let at = visits::at(&app, &account, &id, &wanted.institution).await?;
    if at.facts.lock.is_some() {
        return Err(ProblemCode::NotAllowed.into());
    }
    let starts_at = wanted.starts_at;
    let slot = SlotKey { institution: wanted.institution, line: at.facts.line, starts_at };
    let mut tx = app.db.begin().await?;
    let now = app.clock.now();
    if let Some(held) = current(&app, &mut tx, &id, Purpose::Citizen).await?
        && held.slot() == slot
    {
        return Ok(axum::Json(held.hold(now)));
    }
    check_bookable(&app, &mut tx, &slot, &id).await?;
    let ends_at = hold_until(now, starts_at).timestamp_millis();
    let (account, application) = (account.as_str(), id.as_str());
    let new = NewHold { account, application, purpose: Purpose::Citizen, slot: &slot, ends_at };
    let held = place(&app, &mut tx, new).await?;
    tx.commit().await?;
    app.slots.wake();
    Ok(axum::Json(held.hold(now)))
}

/// Frees the slot that the application holds; 204 also when it holds none.
#[utoipa::path(delete, path = "/applications/{id}/hold", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 204)))]
pub(super) async fn delete(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<StatusCode> {
    applications::find(&app, &account, &id).await?;
    let mut tx = app.db.begin().await?;
    release(&app, &mut tx, &id, Purpose::Citizen).await?;
    tx.commit().await?;
    app.slots.wake();
    Ok(StatusCode::NO_CONTENT)
}

/// Ten minutes from now. 404 when the hold has ended; 409 `not_allowed` when it has been prolonged ten times, or no date
/// can be chosen any more.
#[utoipa::path(post, path = "/applications/{id}/hold/prolong", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 200, body = Hold)))]
pub(super) async fn prolong(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<axum::Json<Hold>> {
    let row = applications::find(&app, &account, &id).await?;
    let facts = visits::of(&app, &row)?.ok_or(ProblemCode::NotFound)?;
    if facts.lock.is_some() {
        return Err(ProblemCode::NotAllowed.into());
    }
    let mut tx = app.db.begin().await?;
    let held = current(&app, &mut tx, &id, Purpose::Citizen).await?;
    let held = held.ok_or(ProblemCode::NotFound)?;
    let now = app.clock.now();
    let until = prolonged_until(now, held.slot().starts_at, held.prolonged);
    let until = until.ok_or(ProblemCode::NotAllowed)?;
    let held = prolong_hold(&mut tx, held, until.timestamp_millis()).await?;
    tx.commit().await?;
    Ok(axum::Json(held.hold(now)))
}
