//! A booking as stored in the database, and what can be derived from it for a given time.

use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::institutions::SlotKey;
use crate::keys::Keys;
use crate::named::Named;
use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::{BookingState, NOTICES, Standing, TransferState, may_wait};
use domain::case::CaseState;
use domain::form::Text;
use domain::wire::booking::{Transfer, TransferReason, VisitDetails};

#[derive(sqlx::FromRow)]
pub(super) struct BookingRow {
    pub(super) id: String,
    pub(super) account: String,
    pub(super) application: String,
    /// Number of the application.
    pub(super) number: String,
    title: String,
    case_state: Named<CaseState>,
    expected_by: String,
    pub(super) institution: String,
    pub(super) line: String,
    operation: Option<Vec<u8>>,
    starts_at: i64,
    pub(super) minutes: u16,
    state: Named<BookingState>,
    pub(super) version: u32,
    details: Vec<u8>,
    changed_at: i64,
    pub(super) cancelled_late: bool,
    waiting_since: Option<i64>,
    pub(super) notices: u8,
    noticed_at: Option<i64>,
    earlier: Option<i64>,
    transfer_to: Option<i64>,
    transfer_reason: Option<Named<TransferReason>>,
    transfer_by: Option<i64>,
    transfer_state: Option<Named<TransferState>>,
}

// Institution and operation reveal something about a person's health, so they stay out of logs.
impl std::fmt::Debug for BookingRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BookingRow").field("id", &self.id).field("state", &self.state).finish()
    }
}

impl BookingRow {
    pub(super) fn title(&self) -> Result<Text> {
        serde_json::from_str(&self.title).map_err(|_| Fail::Internal("a title"))
    }

    /// State of the application.
    pub(super) fn case_state(&self) -> CaseState {
        self.case_state.0
    }

    /// [`crate::cases::Case::due`]
    pub(super) fn due(&self) -> Result<NaiveDate> {
        self.expected_by.parse().map_err(|_| Fail::Internal("a day"))
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

    /// Whether a citizen who does not wait for an earlier slot yet can start to.
    pub(super) fn can_wait(&self, now: DateTime<Utc>) -> bool {
        self.standing(now).can_use_earlier(now)
            && self.notices < NOTICES
            && may_wait(self.starts_at(), now)
    }

    pub(super) fn slot(&self) -> SlotKey {
        self.slot_at(self.starts_at())
    }

    /// Slot of the same appointment book at another time.
    pub(super) fn slot_at(&self, starts_at: DateTime<Utc>) -> SlotKey {
        SlotKey { institution: self.institution.clone(), line: self.line.clone(), starts_at }
    }

    /// The earlier slot that the citizen was last notified of.
    pub(super) fn earlier(&self) -> Option<SlotKey> {
        self.earlier.map(|at| self.slot_at(from_ms(at)))
    }

    /// State at `now`. A visit is past once it begins, even if the database does not say so yet.
    pub(super) fn state(&self, now: DateTime<Utc>) -> BookingState {
        let state = self.state.0;
        let has_begun = state == BookingState::Booked && self.starts_at() <= now;
        if has_begun { BookingState::Past } else { state }
    }

    pub(super) fn is_active(&self, now: DateTime<Utc>) -> bool {
        self.state(now) == BookingState::Booked
    }

    pub(super) fn standing(&self, now: DateTime<Utc>) -> Standing {
        Standing {
            state: self.state(now),
            starts_at: self.starts_at(),
            must_move: self.transfer_state.is_some(),
        }
    }

    /// The institution's proposal. It counts as declined when the citizen has not answered in time.
    pub(super) fn transfer(&self, now: DateTime<Utc>) -> Option<Transfer> {
        let (Named(reason), Named(state)) = (self.transfer_reason?, self.transfer_state?);
        let answer_by = from_ms(self.transfer_by?);
        Some(Transfer {
            starts_at: from_ms(self.transfer_to?),
            reason,
            answer_by,
            state: TransferState::at(state, answer_by, now),
        })
    }

    /// Id of the operation; `None` for examinations.
    pub(super) fn operation(&self, keys: &Keys) -> Result<Option<String>> {
        let context = operation_context(&self.id);
        let open = |sealed: &Vec<u8>| keys.open_json(&context, sealed);
        Ok(self.operation.as_ref().map(open).transpose()?)
    }

    pub(super) fn details(&self, keys: &Keys) -> Result<VisitDetails> {
        Ok(keys.open_json(&details_context(&self.id), &self.details)?)
    }
}

pub(super) fn details_context(id: &str) -> String {
    format!("bookings/details/{id}")
}

pub(super) fn operation_context(id: &str) -> String {
    format!("bookings/operation/{id}")
}
