use super::store::{
    HoldRow, NewHold, Purpose, check_bookable, current, place, prolong as longer, release_held,
    shorten,
};
use crate::auth::Signed;
use crate::cases;
use crate::fail::Result;
use crate::http::{Id, Json};
use crate::institutions::SlotKey;
use crate::visits::{self, VisitFacts, Visits};
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use domain::booking::{hold_until, left_until, prolonged_until};
use domain::wire::booking::{Hold, HoldSlot, ReleaseHold};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Holds a slot for ten minutes and frees the slot that the application held before. If the application already holds
/// this slot, the hold stays unchanged. 404 for an institution that does not offer this visit; 409 `slot_taken`; 409
/// `not_allowed` when no date can be chosen and there is no booking to move.
#[utoipa::path(put, path = "/applications/{id}/hold", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])), request_body = HoldSlot, responses((status = 200, body = Hold)))]
pub(super) async fn put(
    State(visits): State<Arc<Visits>>,
    Signed { account }: Signed,
    Id(id): Id,
    Json(wanted): Json<HoldSlot>,
) -> Result<axum::Json<Hold>> {
    let (mut tx, slot) = wanted_slot(&visits, &account, &id, wanted).await?;
    let now = visits.base.clock.now();
    let held = match current(&visits.base, &mut tx, &id, Purpose::Citizen).await? {
        Some(held) if held.slot() == slot => held,
        _ => hold(&visits, &mut tx, (&account, &id), &slot, now).await?,
    };
    tx.commit().await?;
    visits.institutions.slots.wake();
    Ok(axum::Json(held.hold(now)))
}

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
            longer(&mut tx, held, until.timestamp_millis()).await?
        }
        Some(_) => return Err(ProblemCode::SlotTaken.into()),
        None => hold(&visits, &mut tx, (&account, &id), &slot, now).await?,
    };
    tx.commit().await?;
    visits.institutions.slots.wake();
    Ok(axum::Json(held.hold(now)))
}

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
        Some(known) => {
            let until = left_until(visits.base.clock.now(), known);
            shorten(&mut tx, &id, &slot, (known, until)).await?;
        }
    }
    tx.commit().await?;
    visits.institutions.slots.wake();
    Ok(StatusCode::NO_CONTENT)
}

/// Begins a transaction and checks in it that the application may choose a date. Returns it with the key of the slot.
async fn wanted_slot(
    visits: &Visits,
    account: &str,
    application: &str,
    wanted: HoldSlot,
) -> Result<(Transaction<'static, Sqlite>, SlotKey)> {
    let HoldSlot { institution, starts_at } = wanted;
    let facts = visits::visit_at(visits, account, application, &institution).await?.facts;
    let mut tx = visits.base.db.begin().await?;
    check_open(visits, &mut tx, application, &facts).await?;
    Ok((tx, SlotKey { institution, line: facts.line, starts_at }))
}

/// 409 `not_allowed` when no date can be chosen. An existing booking can be moved in any state of its case.
async fn check_open(
    visits: &Visits,
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    facts: &VisitFacts,
) -> Result<()> {
    if facts.lock.is_none()
        || visits::is_booked(&mut **tx, application, visits.base.clock.now()).await?
    {
        return Ok(());
    }
    Err(ProblemCode::NotAllowed.into())
}

/// Holds the slot for ten minutes; 409 `slot_taken` when somebody else has it or the schedule does not offer it.
async fn hold(
    visits: &Visits,
    tx: &mut Transaction<'_, Sqlite>,
    (account, application): (&str, &str),
    slot: &SlotKey,
    now: DateTime<Utc>,
) -> Result<HoldRow> {
    check_bookable(&visits.institutions, tx, slot, application).await?;
    let ends_at = hold_until(now, slot.starts_at).timestamp_millis();
    place(
        &visits.institutions,
        tx,
        NewHold { account, application, purpose: Purpose::Citizen, slot, ends_at },
    )
    .await
}
