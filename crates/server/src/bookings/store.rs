//! Bookings in the database.

use super::row::{BookingRow, details_context, operation_context};
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::institutions::SlotKey;
use chrono::{DateTime, Utc};
use domain::wire::booking::VisitDetails;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT bookings.id, bookings.account, bookings.application, applications.number, applications.title, ",
            "applications.state AS case_state, applications.expected_by, ",
            "bookings.institution, bookings.line, bookings.operation, bookings.starts_at, bookings.minutes, ",
            "bookings.state, bookings.version, bookings.details, bookings.changed_at, bookings.cancelled_late, ",
            "bookings.waiting_since, bookings.notices, bookings.noticed_at, bookings.earlier, bookings.transfer_to, ",
            "bookings.transfer_reason, bookings.transfer_by, bookings.transfer_state ",
            "FROM bookings JOIN applications ON applications.id = bookings.application WHERE ",
            $condition
        )
    };
}

/// The citizen's own booking. 404 for somebody else's.
pub(super) async fn find(
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<BookingRow> {
    let row: Option<BookingRow> =
        sqlx::query_as(select!("bookings.id = ? AND bookings.account = ?"))
            .bind(id)
            .bind(account)
            .fetch_optional(database)
            .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// For the institution: any booking by its id, or the active one of the application with this number.
pub(super) async fn by_id(
    database: impl SqliteExecutor<'_>,
    id_or_number: &str,
) -> Result<BookingRow> {
    let row: Option<BookingRow> = sqlx::query_as(select!(
        "bookings.id = ? OR (applications.number = ? AND bookings.state = 'booked') LIMIT 1"
    ))
    .bind(id_or_number)
    .bind(id_or_number)
    .fetch_optional(database)
    .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// The citizen's bookings, the last visit first.
pub(super) async fn of_account(
    database: impl SqliteExecutor<'_>,
    account: &str,
) -> Result<Vec<BookingRow>> {
    let rows = sqlx::query_as(select!(
        "bookings.account = ? ORDER BY bookings.starts_at DESC, bookings.booked_at DESC, bookings.id"
    ));
    Ok(rows.bind(account).fetch_all(database).await?)
}

/// The bookings of an application, the last visit first.
pub(super) async fn of_application(
    database: impl SqliteExecutor<'_>,
    application: &str,
) -> Result<Vec<BookingRow>> {
    let rows = sqlx::query_as(select!("bookings.application = ? ORDER BY bookings.starts_at DESC"));
    Ok(rows.bind(application).fetch_all(database).await?)
}

/// Active bookings that are in the way of a new one for the application: its own first, then the patient's for the same
/// service, made from any account. Usually these are the same one. There are two after a correction that names a patient
/// with a booking.
pub(super) async fn in_the_way(
    database: impl SqliteExecutor<'_>,
    application: &str,
    service: &str,
    patient: &[u8],
    now: DateTime<Utc>,
) -> Result<Vec<BookingRow>> {
    let rows = sqlx::query_as(select!(
        "(bookings.application = ?1 OR bookings.patient = ?2) AND bookings.service = ?3
         AND bookings.state = 'booked' AND bookings.starts_at > ?4
         ORDER BY bookings.application = ?1 DESC"
    ));
    let rows = rows.bind(application).bind(patient).bind(service).bind(now.timestamp_millis());
    Ok(rows.fetch_all(database).await?)
}

/// Assigns the application's active booking to `patient`, or to `unnamed` if the patient has another booking for the
/// service.
pub(super) async fn set_patient(
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    patient: &[u8],
    unnamed: &[u8],
) -> Result<()> {
    sqlx::query(
        "UPDATE bookings SET patient = CASE WHEN EXISTS (
                 SELECT 1 FROM bookings AS other WHERE other.patient = ?2 AND other.service = bookings.service
                     AND other.state = 'booked' AND other.application <> ?1
             ) THEN ?3 ELSE ?2 END
         WHERE application = ?1 AND state = 'booked'",
    )
    .bind(application)
    .bind(patient)
    .bind(unnamed)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Bookings that are later than this slot and wait for such a one, those that have waited longest first.
pub(super) async fn waiting_for(
    database: impl SqliteExecutor<'_>,
    slot: &SlotKey,
) -> Result<Vec<BookingRow>> {
    let rows = sqlx::query_as(select!(
        "bookings.institution = ? AND bookings.line = ? AND bookings.starts_at > ?
         AND bookings.waiting_since IS NOT NULL AND bookings.state = 'booked'
         ORDER BY bookings.waiting_since, bookings.booked_at, bookings.id"
    ));
    let rows = rows.bind(&slot.institution).bind(&slot.line).bind(slot.ms());
    Ok(rows.fetch_all(database).await?)
}

/// Bookings with a proposal that was not answered in time.
pub(super) async fn unanswered(
    database: impl SqliteExecutor<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<BookingRow>> {
    let rows = sqlx::query_as(select!(
        "bookings.transfer_state = 'proposed' AND bookings.transfer_by <= ?"
    ));
    Ok(rows.bind(now.timestamp_millis()).fetch_all(database).await?)
}

pub(super) struct NewBooking<'a> {
    pub(super) id: &'a str,
    pub(super) account: &'a str,
    pub(super) application: &'a str,
    pub(super) service: &'a str,
    pub(super) patient: &'a [u8],
    pub(super) slot: &'a SlotKey,
    pub(super) operation: Option<&'a str>,
    pub(super) minutes: u16,
    pub(super) details: &'a VisitDetails,
}

/// Adds a booking. 409 `slot_taken` or `already_booked` when a unique index is violated.
pub(super) async fn insert(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    new: NewBooking<'_>,
) -> Result<()> {
    let now = base.clock.now_ms();
    let context = operation_context(new.id);
    let operation = new.operation.map(|id| base.keys.seal_json(&context, &id)).transpose()?;
    let inserted = sqlx::query(
        "INSERT INTO bookings (id, account, application, service, patient, institution, line, operation, starts_at,
             minutes, state, details, booked_at, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'booked', ?, ?, ?)",
    )
    .bind(new.id)
    .bind(new.account)
    .bind(new.application)
    .bind(new.service)
    .bind(new.patient)
    .bind(&new.slot.institution)
    .bind(&new.slot.line)
    .bind(operation)
    .bind(new.slot.ms())
    .bind(new.minutes)
    .bind(base.keys.seal_json(&details_context(new.id), new.details)?)
    .bind(now)
    .bind(now)
    .execute(&mut **tx)
    .await;
    inserted.map_err(violated)?;
    Ok(())
}

/// Moves the booking to another slot, and closes a proposal.
pub(super) async fn relocate(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    row: &BookingRow,
    slot: &SlotKey,
    minutes: u16,
    waits: bool,
) -> Result<()> {
    let moved = sqlx::query(
        "UPDATE bookings SET starts_at = ?, minutes = ?, version = version + 1, changed_at = ?, earlier = NULL,
             waiting_since = CASE WHEN ? THEN waiting_since END, transfer_to = NULL, transfer_reason = NULL,
             transfer_by = NULL, transfer_state = NULL
         WHERE id = ?",
    )
    .bind(slot.ms())
    .bind(minutes)
    .bind(base.clock.now_ms())
    .bind(waits)
    .bind(&row.id)
    .execute(&mut **tx)
    .await;
    moved.map_err(violated)?;
    Ok(())
}

/// Cancels the booking, stops its waiting and closes a proposal.
pub(super) async fn cancel(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    row: &BookingRow,
    late: bool,
) -> Result<()> {
    sqlx::query(
        "UPDATE bookings SET state = 'cancelled', cancelled_late = ?, version = version + 1, changed_at = ?,
             earlier = NULL, waiting_since = NULL, transfer_to = NULL, transfer_reason = NULL, transfer_by = NULL,
             transfer_state = NULL
         WHERE id = ?",
    )
    .bind(late)
    .bind(base.clock.now_ms())
    .bind(&row.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Marks visits that have begun as past, so that their patients can book new ones.
pub(crate) async fn mark_past(database: impl SqliteExecutor<'_>, now: DateTime<Utc>) -> Result<()> {
    sqlx::query(
        "UPDATE bookings SET state = 'past', waiting_since = NULL, earlier = NULL, transfer_to = NULL,
             transfer_reason = NULL, transfer_by = NULL, transfer_state = NULL
         WHERE state = 'booked' AND starts_at <= ?",
    )
    .bind(now.timestamp_millis())
    .execute(database)
    .await?;
    Ok(())
}

/// Translates a violated index into the problem that the citizen sees.
fn violated(error: sqlx::Error) -> Fail {
    match error.as_database_error() {
        Some(violated) if violated.is_unique_violation() => {
            // SQLite's message names the columns of the index.
            let of_slot = violated.message().contains("bookings.starts_at");
            let code = if of_slot { ProblemCode::SlotTaken } else { ProblemCode::AlreadyBooked };
            code.into()
        }
        _ => error.into(),
    }
}
