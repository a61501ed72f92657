use super::store::{
    NewHold, Purpose, Row, check_bookable, current, place, prolong as longer, release_held, shorten,
};
use crate::app::App;
use crate::applications;
use crate::auth::Signed;
use crate::bookings;
use crate::fail::Result;
use crate::http::{Id, Json};
use crate::institutions::SlotKey;
use crate::visits::{self, VisitFacts};
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use domain::booking::{hold_until, left_until, prolonged_until};
use domain::wire::booking::{Hold, HoldSlot, ReleaseHold};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Holds a slot for ten minutes and frees the one that the application held before; the slot that it holds already stays
/// held as it is. 404 for an institution that does not do it; 409 `slot_taken`; 409 `not_allowed` when no date can be
/// chosen, unless there is a booking to move.
#[utoipa::path(put, path = "/applications/{id}/hold", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), request_body = HoldSlot, responses((status = 200, body = Hold)))]
pub(super) async fn put(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    Json(wanted): Json<HoldSlot>,
) -> Result<axum::Json<Hold>> {
    let (mut tx, slot) = wanted_slot(&app, &account, &id, wanted).await?;
    let now = app.clock.now();
    let held = match current(&app, &mut tx, &id, Purpose::Citizen).await? {
        Some(held) if held.slot() == slot => held,
        _ => hold(&app, &mut tx, (&account, &id), &slot, now).await?,
    };
    tx.commit().await?;
    app.slots.wake();
    Ok(axum::Json(held.hold(now)))
}

/// Ten minutes from now for this slot; where the hold has ended the slot is held anew. 409 `slot_taken` when somebody else
/// has it, or the application holds another one by now; 409 `not_allowed` when the hold has been prolonged ten times, or no
/// date can be chosen any more and there is no booking to move; 404 for an institution that does not do it.
#[utoipa::path(post, path = "/applications/{id}/hold/prolong", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), request_body = HoldSlot, responses((status = 200, body = Hold)))]
pub(super) async fn prolong(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    Json(wanted): Json<HoldSlot>,
) -> Result<axum::Json<Hold>> {
    let (mut tx, slot) = wanted_slot(&app, &account, &id, wanted).await?;
    let now = app.clock.now();
    let held = match current(&app, &mut tx, &id, Purpose::Citizen).await? {
        Some(held) if held.slot() == slot => {
            let until = prolonged_until(now, slot.starts_at, held.prolonged);
            let until = until.ok_or(ProblemCode::NotAllowed)?;
            longer(&mut tx, held, until.timestamp_millis()).await?
        }
        Some(_) => return Err(ProblemCode::SlotTaken.into()),
        None => hold(&app, &mut tx, (&account, &id), &slot, now).await?,
    };
    tx.commit().await?;
    app.slots.wake();
    Ok(axum::Json(held.hold(now)))
}

/// Frees this slot if the application holds it, at once or within a minute; 204 also when it holds another one, until
/// another moment, or none.
#[utoipa::path(post, path = "/applications/{id}/hold/release", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), request_body = ReleaseHold, responses((status = 204)))]
pub(super) async fn release(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    Json(ReleaseHold { institution, starts_at, ends_at }): Json<ReleaseHold>,
) -> Result<StatusCode> {
    applications::find(&app, &account, &id).await?;
    let slot = HoldSlot { institution, starts_at };
    let mut tx = app.db.begin().await?;
    match ends_at {
        None => release_held(&app, &mut tx, &id, &slot).await?,
        Some(known) => {
            let until = left_until(app.clock.now(), known);
            shorten(&mut tx, &id, &slot, (known, until)).await?;
        }
    }
    tx.commit().await?;
    app.slots.wake();
    Ok(StatusCode::NO_CONTENT)
}

/// A transaction in which the application may hold the slot.
async fn wanted_slot(
    app: &App,
    account: &str,
    application: &str,
    wanted: HoldSlot,
) -> Result<(Transaction<'static, Sqlite>, SlotKey)> {
    let HoldSlot { institution, starts_at } = wanted;
    let facts = visits::at(app, account, application, &institution).await?.facts;
    let mut tx = app.db.begin().await?;
    check_open(app, &mut tx, application, &facts).await?;
    Ok((tx, SlotKey { institution, line: facts.line, starts_at }))
}

/// 409 `not_allowed` when no date can be chosen. A booking can be moved whatever has become of its case.
async fn check_open(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    facts: &VisitFacts,
) -> Result<()> {
    if facts.lock.is_none() || bookings::has_active(app, tx, application).await? {
        return Ok(());
    }
    Err(ProblemCode::NotAllowed.into())
}

/// Ten minutes, if nobody else has it.
async fn hold(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    (account, application): (&str, &str),
    slot: &SlotKey,
    now: DateTime<Utc>,
) -> Result<Row> {
    check_bookable(app, tx, slot, application).await?;
    let ends_at = hold_until(now, slot.starts_at).timestamp_millis();
    place(app, tx, NewHold { account, application, purpose: Purpose::Citizen, slot, ends_at }).await
}
