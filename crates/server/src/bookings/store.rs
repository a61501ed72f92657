//! Bookings in the database.

use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::institutions::SlotKey;
use crate::journal::from_name;
use crate::keys::Keys;
use chrono::{DateTime, Utc};
use domain::booking::{BookingState, NOTICES, Standing, TransferState, may_wait};
use domain::form::Text;
use domain::wire::booking::{Transfer, VisitDetails};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) account: String,
    pub(super) application: String,
    /// Of the application.
    pub(super) number: String,
    title: String,
    pub(super) institution: String,
    pub(super) line: String,
    operation: Option<Vec<u8>>,
    starts_at: i64,
    pub(super) minutes: u16,
    state: String,
    pub(super) version: u32,
    details: Vec<u8>,
    changed_at: i64,
    pub(super) cancelled_late: bool,
    waiting_since: Option<i64>,
    pub(super) notices: u8,
    noticed_at: Option<i64>,
    earlier: Option<i64>,
    transfer_to: Option<i64>,
    transfer_reason: Option<String>,
    transfer_by: Option<i64>,
    transfer_state: Option<String>,
}

// A place and an operation tell about somebody's health.
impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Row").field("id", &self.id).field("state", &self.state).finish()
    }
}

impl Row {
    pub(super) fn title(&self) -> Result<Text> {
        serde_json::from_str(&self.title).map_err(|_| Fail::Internal("a title"))
    }

    pub(super) fn starts_at(&self) -> DateTime<Utc> {
        from_ms(self.starts_at)
    }

    pub(super) fn changed_at(&self) -> DateTime<Utc> {
        from_ms(self.changed_at)
    }

    pub(super) fn noticed_at(&self) -> Option<DateTime<Utc>> {
        self.noticed_at.map(from_ms)
    }

    pub(super) fn waits(&self) -> bool {
        self.waiting_since.is_some()
    }

    /// Whether who does not wait for an earlier slot yet can begin to. Not while the institution cannot keep the time: any
    /// other one is better then.
    pub(super) fn can_wait(&self, now: DateTime<Utc>) -> Result<bool> {
        let standing = self.standing(now)?;
        Ok(standing.state == BookingState::Booked
            && !standing.must_move
            && self.notices < NOTICES
            && may_wait(self.starts_at(), now))
    }

    /// The slot of the booking.
    pub(super) fn slot(&self) -> SlotKey {
        self.slot_at(self.starts_at())
    }

    /// Another slot of the same appointment book.
    pub(super) fn slot_at(&self, starts_at: DateTime<Utc>) -> SlotKey {
        SlotKey { institution: self.institution.clone(), line: self.line.clone(), starts_at }
    }

    /// The slot of the last notice of an earlier one.
    pub(super) fn earlier(&self) -> Option<SlotKey> {
        self.earlier.map(|at| self.slot_at(from_ms(at)))
    }

    /// A visit is past when it begins, whether or not that has been written down.
    pub(super) fn state(&self, now: DateTime<Utc>) -> Result<BookingState> {
        let state = from_name(self.state.clone())?;
        let begun = state == BookingState::Booked && self.starts_at() <= now;
        Ok(if begun { BookingState::Past } else { state })
    }

    pub(super) fn is_active(&self, now: DateTime<Utc>) -> Result<bool> {
        Ok(self.state(now)? == BookingState::Booked)
    }

    pub(super) fn standing(&self, now: DateTime<Utc>) -> Result<Standing> {
        Ok(Standing {
            state: self.state(now)?,
            starts_at: self.starts_at(),
            must_move: self.transfer_state.is_some(),
        })
    }

    /// What the institution proposes. Without an answer in time it counts as declined.
    pub(super) fn transfer(&self, now: DateTime<Utc>) -> Result<Option<Transfer>> {
        let (Some(to), Some(reason), Some(by), Some(state)) =
            (self.transfer_to, &self.transfer_reason, self.transfer_by, &self.transfer_state)
        else {
            return Ok(None);
        };
        let (answer_by, state) = (from_ms(by), from_name(state.clone())?);
        Ok(Some(Transfer {
            starts_at: from_ms(to),
            reason: from_name(reason.clone())?,
            answer_by,
            state: TransferState::at(state, answer_by, now),
        }))
    }

    /// `None` for examinations.
    pub(super) fn operation(&self, keys: &Keys) -> Result<Option<String>> {
        let place = operation_place(&self.id);
        let open = |sealed: &Vec<u8>| keys.open_json(&place, sealed);
        Ok(self.operation.as_ref().map(open).transpose()?)
    }

    pub(super) fn details(&self, keys: &Keys) -> Result<VisitDetails> {
        Ok(keys.open_json(&details_place(&self.id), &self.details)?)
    }
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT bookings.id, bookings.account, bookings.application, applications.number, applications.title, ",
            "bookings.institution, bookings.line, bookings.operation, bookings.starts_at, bookings.minutes, ",
            "bookings.state, bookings.version, bookings.details, bookings.changed_at, bookings.cancelled_late, ",
            "bookings.waiting_since, bookings.notices, bookings.noticed_at, bookings.earlier, bookings.transfer_to, ",
            "bookings.transfer_reason, bookings.transfer_by, bookings.transfer_state ",
            "FROM bookings JOIN applications ON applications.id = bookings.application WHERE ",
            $condition
        )
    };
}

/// The citizen's own booking. Somebody else's is not found.
pub(super) async fn find(
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<Row> {
    let row: Option<Row> = sqlx::query_as(select!("bookings.id = ? AND bookings.account = ?"))
        .bind(id)
        .bind(account)
        .fetch_optional(database)
        .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// For the institution: any booking by its id, or the active one of the application with this number.
pub(super) async fn by_id(database: impl SqliteExecutor<'_>, id_or_number: &str) -> Result<Row> {
    let row: Option<Row> = sqlx::query_as(select!(
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
) -> Result<Vec<Row>> {
    let rows = sqlx::query_as(select!(
        "bookings.account = ? ORDER BY bookings.starts_at DESC, bookings.booked_at DESC, bookings.id"
    ));
    Ok(rows.bind(account).fetch_all(database).await?)
}

/// The bookings of an application, the last visit first.
pub(super) async fn of_application(
    database: impl SqliteExecutor<'_>,
    application: &str,
) -> Result<Vec<Row>> {
    let rows = sqlx::query_as(select!("bookings.application = ? ORDER BY bookings.starts_at DESC"));
    Ok(rows.bind(application).fetch_all(database).await?)
}

/// The active bookings that another one for the application would meet: its own first, then that of the patient for the
/// service, whosever account made it. Mostly they are one; where a correction names a patient who has a booking already
/// they are two.
pub(super) async fn in_the_way(
    database: impl SqliteExecutor<'_>,
    application: &str,
    service: &str,
    patient: &[u8],
    now: DateTime<Utc>,
) -> Result<Vec<Row>> {
    let rows = sqlx::query_as(select!(
        "(bookings.application = ?1 OR bookings.patient = ?2) AND bookings.service = ?3
         AND bookings.state = 'booked' AND bookings.starts_at > ?4
         ORDER BY bookings.application = ?1 DESC"
    ));
    let rows = rows.bind(application).bind(patient).bind(service).bind(now.timestamp_millis());
    Ok(rows.fetch_all(database).await?)
}

/// Writes down whose visit the active booking of the application is: the patient's, or `nobodys` where the patient has
/// another one for the service.
pub(super) async fn set_patient(
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    patient: &[u8],
    nobodys: &[u8],
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
    .bind(nobodys)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Who waits for a slot like this one, the first in line first.
pub(super) async fn waiting_for(
    database: impl SqliteExecutor<'_>,
    slot: &SlotKey,
) -> Result<Vec<Row>> {
    let rows = sqlx::query_as(select!(
        "bookings.institution = ? AND bookings.line = ? AND bookings.starts_at > ?
         AND bookings.waiting_since IS NOT NULL AND bookings.state = 'booked'
         ORDER BY bookings.waiting_since, bookings.booked_at, bookings.id"
    ));
    let rows = rows.bind(&slot.institution).bind(&slot.line).bind(slot.ms());
    Ok(rows.fetch_all(database).await?)
}

/// Proposals that nobody has answered in time.
pub(super) async fn unanswered(
    database: impl SqliteExecutor<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<Row>> {
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

/// Adds a booking. 409 `slot_taken` or `already_booked` when an index says so.
pub(super) async fn insert(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    new: NewBooking<'_>,
) -> Result<()> {
    let now = base.clock.now_ms();
    let place = operation_place(new.id);
    let operation = new.operation.map(|id| base.keys.seal_json(&place, &id)).transpose()?;
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
    .bind(base.keys.seal_json(&details_place(new.id), new.details)?)
    .bind(now)
    .bind(now)
    .execute(&mut **tx)
    .await;
    inserted.map_err(lost)?;
    Ok(())
}

/// Moves the booking to another slot. What was proposed is answered with it.
pub(super) async fn relocate(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    row: &Row,
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
    moved.map_err(lost)?;
    Ok(())
}

/// Cancels the booking.
pub(super) async fn cancel(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    row: &Row,
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

/// Writes down which visits have begun, so that their patients can have others.
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

/// Which index has decided.
fn lost(error: sqlx::Error) -> Fail {
    match error.as_database_error() {
        Some(violated) if violated.is_unique_violation() => {
            // SQLite names the columns of the index.
            let of_slot = violated.message().contains("bookings.starts_at");
            let code = if of_slot { ProblemCode::SlotTaken } else { ProblemCode::AlreadyBooked };
            code.into()
        }
        _ => error.into(),
    }
}

fn details_place(id: &str) -> String {
    format!("bookings/details/{id}")
}

fn operation_place(id: &str) -> String {
    format!("bookings/operation/{id}")
}
