mod details;
mod transfer;

pub use details::{COMMENT_CHARACTERS, Need, VisitDetails};
pub use transfer::{AnswerTransfer, Transfer, TransferReason};

use crate::booking::{BookingState, NotBookable, Standing, UtcOffset, Visit};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `GET /applications/{id}/visit`: what is needed to choose a date for an application. 404 for a service without visits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationVisit {
    /// The application's opaque id.
    pub application: String,
    /// Its number.
    pub number: String,
    /// What it is called.
    pub title: String,
    pub visit: Visit,
    /// Which appointment book counts: the id of a `Line`.
    pub line: String,
    /// The id of the operation; empty for examinations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Where the citizen lives, as far as the application tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Why no date can be chosen now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<NotBookable>,
    /// The active booking of the application, or else of the same patient for the same service: there can be one (S-17).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<Booking>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
    /// The phone of the application, `+7…`.
    #[serde(default)]
    pub phone: String,
    #[serde(with = "super::time::moment")]
    pub now: DateTime<Utc>,
}

// An operation tells about somebody's health, a phone who it is; a line and a place tell of both.
impl std::fmt::Debug for ApplicationVisit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("ApplicationVisit");
        shown.field("application", &self.application).field("lock", &self.lock);
        shown.finish_non_exhaustive()
    }
}

/// `PUT /applications/{id}/hold`: holds a slot for the application, and frees the one that it held before; 409
/// `slot_taken`. `POST …/hold/prolong`: ten minutes from now for that very slot, ten times at most; where its hold has
/// ended it is held anew; 409 `slot_taken` also when the application holds another one by now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HoldSlot {
    pub institution: String,
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
}

/// `POST /applications/{id}/hold/release`: frees that slot and no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReleaseHold {
    pub institution: String,
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    /// Present when the page that holds it goes and may be there again at once, being loaded anew: the hold that ends at
    /// this moment ends within a minute instead. What has been prolonged since stays.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "super::time::moment_or_none"
    )]
    pub ends_at: Option<DateTime<Utc>>,
}

/// A slot that is kept for the citizen.
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
/// `slot_taken`; 409 `already_booked` when the patient or the application has an active booking for the service that
/// `replaces` does not name; 409 `not_allowed` when no date can be chosen, or what it replaces can no longer be moved; 422 `invalid`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Book {
    pub institution: String,
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    pub details: VisitDetails,
    /// The id of the booking that this one takes the place of: both or neither.
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
    /// Active ones first, the next visit first; then the others, the latest first.
    pub bookings: Vec<Booking>,
    /// Applications whose date can be chosen and is not.
    pub waiting: Vec<Unscheduled>,
    pub renewals: Vec<Renewal>,
    #[serde(with = "super::time::moment")]
    pub now: DateTime<Utc>,
}

/// An application that waits for its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unscheduled {
    pub application: String,
    pub number: String,
    pub title: String,
    pub visit: Visit,
    /// What the operation is called; empty for examinations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Why its date cannot be chosen yet.
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
    /// The last day on which the decision holds.
    #[serde(with = "super::time::day")]
    pub until: NaiveDate,
    /// The service to renew it with.
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
    /// What the application is called.
    pub title: String,
    pub visit: Visit,
    /// What the operation is called; empty for examinations.
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
    /// Whether who does not wait for an earlier slot yet can begin to now.
    pub can_wait: bool,
    /// Present while the institution cannot keep the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
    /// It was cancelled less than 24 hours before.
    #[serde(default)]
    pub cancelled_late: bool,
    /// The clock of the server.
    #[serde(with = "super::time::moment")]
    pub now: DateTime<Utc>,
}

impl Booking {
    /// What decides whether it can be changed.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let must_move = self.transfer.is_some();
        Standing { state: self.state, starts_at: self.starts_at, must_move }
    }
}

// A place and an operation tell about somebody's health.
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

/// `PUT /bookings/{id}/waiting` begins, `DELETE` ends it; 409 `not_allowed` unless `Booking::can_wait`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Notices that can still come.
    pub notices_left: u8,
    /// The earlier slot of the last notice, while it is free.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "super::time::moment_or_none"
    )]
    pub earlier: Option<DateTime<Utc>>,
}

/// `POST /bookings/{id}/move` with `If-Match`: another time at the same institution, both or neither. A booking that is
/// there already stays as it is. 409 `slot_taken`, `not_allowed`; 412 `conflict`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveBooking {
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
}

/// `POST /bookings/{id}/cancel`: the visit at the time that the citizen has read; 412 `conflict` when it has another one by
/// now. Cancelling twice is the same as once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelBooking {
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    /// The citizen has read that it is late (S-25): without it a late cancellation is 409 `late_cancel`.
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
            now: DateTime::UNIX_EPOCH,
        };
        let shown = format!("{visit:?}");
        assert!(shown.contains('7'), "{shown}");
        for hidden in ["bypass", "cardiac", "+7912", "Операция"] {
            assert!(!shown.contains(hidden), "{shown}");
        }
    }
}
