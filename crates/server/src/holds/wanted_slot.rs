//! The slot that a citizen wants to hold.

use super::row::{HoldRow, Purpose};
use super::store::{NewHold, check_bookable, hold_slot};
use crate::fail::Result;
use crate::institutions::SlotKey;
use crate::visits::{self, VisitFacts, Visits};
use chrono::{DateTime, Utc};
use domain::booking::hold_until;
use domain::wire::booking::HoldSlot;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Begins a transaction and checks in it that the application may choose a date. Returns it with the key of the slot.
pub(super) async fn wanted_slot(
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
pub(super) async fn hold_wanted(
    visits: &Visits,
    tx: &mut Transaction<'_, Sqlite>,
    (account, application): (&str, &str),
    slot: &SlotKey,
    now: DateTime<Utc>,
) -> Result<HoldRow> {
    check_bookable(&visits.institutions, tx, slot, application).await?;
    let ends_at = hold_until(now, slot.starts_at).timestamp_millis();
    hold_slot(
        &visits.institutions,
        tx,
        NewHold { account, application, purpose: Purpose::Citizen, slot, ends_at },
    )
    .await
}
