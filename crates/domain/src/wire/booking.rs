mod details;
mod transfer;

pub use details::{COMMENT_CHARACTERS, Need, VisitDetails};
pub use transfer::{AnswerTransfer, Transfer, TransferReason};

use crate::booking::{BookingState, NotBookable, Standing, UtcOffset, Visit};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `GET /applications/{id}/visit`: the data needed to choose a date for an application. 404 for a service without visits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationVisit {
    /// The application's opaque id.
    pub application: String,
    /// The application's number.
    pub number: String,
    /// The application's title.
    pub title: String,
    pub visit: Visit,
    /// The appointment book to use: the id of a `Line`.
    pub line: String,
    /// The id of the operation; absent for examinations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The region where the citizen lives, if the application says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Why no date can be chosen now; absent if one can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<NotBookable>,
    /// The active booking of the application, or else of the same patient for the same service. Only one is allowed (S-17).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<Booking>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
    /// The phone number in the application, `+7…`.
    #[serde(default)]
    pub phone: String,
    /// The last day of the application's term, while a decision is due that the visit can delay.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::time::day_or_none")]
    pub decision_by: Option<NaiveDate>,
    /// Id of the institution that the citizen has chosen before (S-16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    #[serde(with = "super::time::moment")]
    pub now: DateTime<Utc>,
}

// The operation reveals somebody's health, the phone reveals the person; the line and the booking can reveal both.
impl std::fmt::Debug for ApplicationVisit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("ApplicationVisit");
        shown.field("application", &self.application).field("lock", &self.lock);
        shown.finish_non_exhaustive()
    }
}

/// `PUT /applications/{id}/hold`: holds a slot for the application, and releases the slot that it held before. 409
/// `slot_taken`.
///
/// `POST …/hold/prolong`: holds this slot for ten minutes from now, ten times at most, then 409 `not_allowed`. If the hold has
/// ended, the slot is held again. 409 `slot_taken`, also if the application holds another slot by now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HoldSlot {
    pub institution: String,
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
}

/// `POST /applications/{id}/hold/release`: releases the hold of this slot and of no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReleaseHold {
    pub institution: String,
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    /// The end of the hold as the client knows it. Present if the page that holds the slot is closing and may only be
    /// reloading: the hold then ends within a minute, not at once. A hold that has been prolonged since does not change.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "super::time::moment_or_none"
    )]
    pub ends_at: Option<DateTime<Utc>>,
}

/// A slot that is held for the citizen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hold {
    pub institution: String,
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    #[serde(with = "super::time::moment")]
    pub ends_at: DateTime<Utc>,
    pub prolongations_left: u8,
    #[serde(with = "super::time::moment")]
    pub now: DateTime<Utc>,
}

/// `POST /applications/{id}/booking` with `Idempotency-Key`: books a slot that is free or held for the citizen. 409
/// `slot_taken`; 409 `already_booked` if the patient or the application has an active booking for the service that `replaces`
/// does not name; 409 `not_allowed` if no date can be chosen, or the booking in `replaces` can no longer be moved; 422
/// `invalid`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Book {
    pub institution: String,
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    pub details: VisitDetails,
    /// The id of the booking to replace. Either the old one is cancelled and the new one made, or nothing changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Book(…)")
    }
}

/// `GET /bookings`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bookings {
    /// Active bookings first, the next visit at the top; then the others, the latest first.
    pub bookings: Vec<Booking>,
    /// Applications with a visit whose date is not chosen, but can be now or later.
    pub waiting: Vec<Unscheduled>,
    pub renewals: Vec<Renewal>,
    #[serde(with = "super::time::moment")]
    pub now: DateTime<Utc>,
}

/// An application whose date has not been chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unscheduled {
    pub application: String,
    pub number: String,
    pub title: String,
    pub visit: Visit,
    /// Name of the operation; absent for examinations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Why no date can be chosen yet; absent if one can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<NotBookable>,
}

/// A decision that has to be renewed (M-45). Its calendar file is at `/applications/{application}/renewal.ics`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Renewal {
    pub application: String,
    pub number: String,
    pub title: String,
    /// The last day on which the decision is valid.
    #[serde(with = "super::time::day")]
    pub until: NaiveDate,
    /// Id of the service to renew it with.
    pub service: String,
}

/// `GET /bookings/{id}`; the `ETag` is the version in quotes. Its calendar file is at `/bookings/{id}/visit.ics`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Booking {
    pub id: String,
    pub version: u32,
    pub application: String,
    pub number: String,
    /// The application's title.
    pub title: String,
    pub visit: Visit,
    /// Name of the operation; absent for examinations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    pub place: VisitPlace,
    pub state: BookingState,
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    pub minutes: u16,
    pub details: VisitDetails,
    /// Present while the citizen waits for an earlier slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
    /// Whether the citizen, if not waiting yet, can start to wait for an earlier slot now.
    pub can_wait: bool,
    /// Present while the institution cannot keep the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
    /// Whether the booking was cancelled less than 24 hours before the visit.
    #[serde(default)]
    pub cancelled_late: bool,
    /// [`ApplicationVisit::decision_by`]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::time::day_or_none")]
    pub decision_by: Option<NaiveDate>,
    /// Current time of the server.
    #[serde(with = "super::time::moment")]
    pub now: DateTime<Utc>,
}

impl Booking {
    /// The facts that decide whether the booking can be changed.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let must_move = self.transfer.is_some();
        Standing { state: self.state, starts_at: self.starts_at, must_move }
    }
}

// The place and the operation reveal somebody's health.
impl std::fmt::Debug for Booking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Booking").field("id", &self.id).field("state", &self.state).finish()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitPlace {
    /// The institution's id.
    pub id: String,
    pub name: String,
    pub city: String,
    pub address: String,
    pub phone: String,
    pub utc_offset: UtcOffset,
}

/// `PUT /bookings/{id}/waiting` starts to wait for an earlier slot, `DELETE` stops; 409 `not_allowed` unless
/// `Booking::can_wait`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// How many more notices the server can send.
    pub notices_left: u8,
    /// The earlier slot of the last notice, while that slot is free.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "super::time::moment_or_none"
    )]
    pub earlier: Option<DateTime<Utc>>,
}

/// `POST /bookings/{id}/move` with `If-Match`: moves the booking to another time at the same institution. Either it gets the
/// new slot, or nothing changes. A booking that already has this time stays as it is. 409 `slot_taken`, `not_allowed`; 412
/// `conflict`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveBooking {
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
}

/// `POST /bookings/{id}/cancel`: cancels the visit at the time that the citizen has seen; 412 `conflict` if the booking has
/// another time by now. Cancelling twice has the same effect as once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelBooking {
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    /// The citizen has seen the warning about late cancellation (S-25). Without it a late cancellation gets 409 `late_cancel`.
    #[serde(default)]
    pub late: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_learns_nothing_of_a_visit() {
        let visit = ApplicationVisit {
            application: "7".to_owned(),
            number: "ТСТ-1".to_owned(),
            title: "Операция".to_owned(),
            visit: Visit::Operation,
            line: "cardiac".to_owned(),
            operation: Some("bypass".to_owned()),
            region: None,
            lock: None,
            booking: None,
            hold: None,
            phone: "+79123456789".to_owned(),
            decision_by: None,
            institution: None,
            now: DateTime::UNIX_EPOCH,
        };
        let shown = format!("{visit:?}");
        assert!(shown.contains('7'), "{shown}");
        for hidden in ["bypass", "cardiac", "+7912", "Операция"] {
            assert!(!shown.contains(hidden), "{shown}");
        }
    }
}
