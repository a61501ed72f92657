//! Holds in the database.

use super::row::{HoldRow, Purpose};
use crate::base::Base;
use crate::fail::Result;
use crate::institutions::{InstitutionStore, SlotKey, check_offered, is_free, record_change};
use chrono::{DateTime, Utc};
use domain::wire::booking::HoldSlot;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteConnection, Transaction};

#[derive(Debug)]
pub(crate) struct NewHold<'a> {
    pub(crate) account: &'a str,
    pub(crate) application: &'a str,
    pub(crate) purpose: Purpose,
    pub(crate) slot: &'a SlotKey,
    pub(crate) ends_at: i64,
}

/// The application's hold for this purpose, unless it has ended.
pub(crate) async fn current(
    base: &Base,
    database: &mut SqliteConnection,
    application: &str,
    purpose: Purpose,
) -> Result<Option<HoldRow>> {
    let row = sqlx::query_as(
        "SELECT id, institution, line, starts_at, ends_at, prolonged FROM holds
         WHERE application = ? AND purpose = ? AND ends_at > ?",
    )
    .bind(application)
    .bind(purpose.name())
    .bind(base.clock.now_ms())
    .fetch_optional(database)
    .await?;
    Ok(row)
}

/// 409 `slot_taken` when the schedule does not offer the slot. A slot that the application holds passes: it stays
/// bookable until the hold ends, even if midnight has made its day too soon.
pub(crate) async fn check_bookable(
    institutions: &InstitutionStore,
    database: &mut SqliteConnection,
    slot: &SlotKey,
    application: &str,
) -> Result<()> {
    let held: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM holds WHERE application = ? AND institution = ? AND line = ?
             AND starts_at = ? AND ends_at > ?)",
    )
    .bind(application)
    .bind(&slot.institution)
    .bind(&slot.line)
    .bind(slot.ms())
    .bind(institutions.base.clock.now_ms())
    .fetch_one(database)
    .await?;
    if held { Ok(()) } else { check_offered(institutions, slot) }
}

/// Holds a slot and frees the one that the application held for the same purpose. 409 `slot_taken` when somebody else has
/// it. The caller first checks that the slot is offered, and wakes the streams after the commit.
pub(crate) async fn hold_slot(
    institutions: &InstitutionStore,
    tx: &mut Transaction<'_, Sqlite>,
    new: NewHold<'_>,
) -> Result<HoldRow> {
    if !is_free(institutions, tx, new.slot, Some(new.application)).await? {
        return Err(ProblemCode::SlotTaken.into());
    }
    // An ended hold that is not swept yet would violate the unique index.
    free_slot_of_ended(&institutions.base, tx, new.slot).await?;
    release(institutions, tx, new.application, new.purpose).await?;
    let row = sqlx::query_as(
        "INSERT INTO holds (id, account, application, purpose, institution, line, starts_at, ends_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         RETURNING id, institution, line, starts_at, ends_at, prolonged",
    )
    .bind(crate::ids::new_id())
    .bind(new.account)
    .bind(new.application)
    .bind(new.purpose.name())
    .bind(&new.slot.institution)
    .bind(&new.slot.line)
    .bind(new.slot.ms())
    .bind(new.ends_at)
    .fetch_one(&mut **tx)
    .await?;
    record_change(tx, new.slot, institutions.base.clock.now()).await?;
    Ok(row)
}

/// Moves the end of a hold to `ends_at` (Unix milliseconds) and counts the prolongation.
pub(super) async fn prolong(
    tx: &mut Transaction<'_, Sqlite>,
    row: HoldRow,
    ends_at: i64,
) -> Result<HoldRow> {
    let row = sqlx::query_as(
        "UPDATE holds SET ends_at = ?, prolonged = prolonged + 1 WHERE id = ?
         RETURNING id, institution, line, starts_at, ends_at, prolonged",
    )
    .bind(ends_at)
    .bind(&row.id)
    .fetch_one(&mut **tx)
    .await?;
    Ok(row)
}

/// Moves the end of the citizen's hold from `expected` to `until`, if the hold is on this slot and still ends at
/// `expected`. A hold that has been prolonged since then stays as it is.
pub(super) async fn shorten(
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    slot: &HoldSlot,
    (expected, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    sqlx::query(
        "UPDATE holds SET ends_at = ?
         WHERE application = ? AND purpose = ? AND institution = ? AND starts_at = ? AND ends_at = ?",
    )
    .bind(until.timestamp_millis())
    .bind(application)
    .bind(Purpose::Citizen.name())
    .bind(&slot.institution)
    .bind(slot.starts_at.timestamp_millis())
    .bind(expected.timestamp_millis())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Deletes the application's hold for this purpose, ended or not, and returns its slot. The caller wakes the streams
/// after the commit.
pub(crate) async fn release(
    institutions: &InstitutionStore,
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    purpose: Purpose,
) -> Result<Option<SlotKey>> {
    let row: Option<HoldRow> = sqlx::query_as(
        "DELETE FROM holds WHERE application = ? AND purpose = ?
         RETURNING id, institution, line, starts_at, ends_at, prolonged",
    )
    .bind(application)
    .bind(purpose.name())
    .fetch_optional(&mut **tx)
    .await?;
    let slot = row.map(|row| row.slot());
    if let Some(slot) = &slot {
        record_change(tx, slot, institutions.base.clock.now()).await?;
    }
    Ok(slot)
}

/// Deletes the citizen's hold for the application, ended or not, if it is on this slot. The caller wakes the streams
/// after the commit.
pub(super) async fn release_held(
    institutions: &InstitutionStore,
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    slot: &HoldSlot,
) -> Result<()> {
    let row: Option<HoldRow> = sqlx::query_as(
        "DELETE FROM holds WHERE application = ? AND purpose = ? AND institution = ? AND starts_at = ?
         RETURNING id, institution, line, starts_at, ends_at, prolonged",
    )
    .bind(application)
    .bind(Purpose::Citizen.name())
    .bind(&slot.institution)
    .bind(slot.starts_at.timestamp_millis())
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(row) = row {
        record_change(tx, &row.slot(), institutions.base.clock.now()).await?;
    }
    Ok(())
}

/// Deletes the holds on a slot that the institution has given away, whoever has them. The caller records the change.
pub(crate) async fn release_slot(tx: &mut Transaction<'_, Sqlite>, slot: &SlotKey) -> Result<()> {
    sqlx::query("DELETE FROM holds WHERE institution = ? AND line = ? AND starts_at = ?")
        .bind(&slot.institution)
        .bind(&slot.line)
        .bind(slot.ms())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Deletes every hold that has ended, and wakes the streams.
pub(crate) async fn free_ended(institutions: &InstitutionStore) -> Result<()> {
    let now = institutions.base.clock.now();
    let any = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM holds WHERE ends_at <= ?)");
    // Usually no hold has ended: find that out without occupying the only connection that writes.
    if !any.bind(now.timestamp_millis()).fetch_one(institutions.base.db.read()).await? {
        return Ok(());
    }
    let mut tx = institutions.base.db.begin().await?;
    let rows: Vec<HoldRow> = sqlx::query_as(
        "DELETE FROM holds WHERE ends_at <= ?
         RETURNING id, institution, line, starts_at, ends_at, prolonged",
    )
    .bind(now.timestamp_millis())
    .fetch_all(&mut *tx)
    .await?;
    for row in &rows {
        record_change(&mut tx, &row.slot(), now).await?;
    }
    tx.commit().await?;
    institutions.slots.wake();
    Ok(())
}

async fn free_slot_of_ended(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    slot: &SlotKey,
) -> Result<()> {
    sqlx::query(
        "DELETE FROM holds WHERE institution = ? AND line = ? AND starts_at = ? AND ends_at <= ?",
    )
    .bind(&slot.institution)
    .bind(&slot.line)
    .bind(slot.ms())
    .bind(base.clock.now_ms())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
