use super::booking::Transfer;
use super::file::FileInfo;
use crate::booking::{BookingState, NotBookable, Standing, UtcOffset, Visit};
use crate::case::CaseState;
use crate::form::Text;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `GET /applications`, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applications {
    pub applications: Vec<Summary>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ApplicationSummary))]
pub struct Summary {
    pub id: String,
    pub number: String,
    pub service: String,
    pub section: String,
    pub title: String,
    pub state: CaseState,
    #[serde(with = "super::time::moment")]
    pub sent_at: DateTime<Utc>,
    #[serde(with = "super::time::moment")]
    pub changed_at: DateTime<Utc>,
    /// The day by which the decision is due; empty once it is there.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::time::day_or_none")]
    pub expected_by: Option<NaiveDate>,
    /// Whether `expected_by` rests on an official calendar of working days, not on a forecast.
    pub official_calendar: bool,
}

/// `GET /applications/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Application {
    pub summary: Summary,
    pub journal: Vec<JournalEntry>,
    pub files: Vec<FileInfo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// What the citizen is asked to mend or to add, while the case waits for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// Whether the same service can be applied for again with these answers (S-22).
    pub can_repeat: bool,
    /// What the copy at `/applications/{id}/copy.pdf` is called.
    pub copy_title: String,
    /// Whether there is a QR code of the number, at `/applications/{id}/qr.svg`.
    pub has_qr: bool,
    /// The e-mail address that letters about it go to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letters_to: Option<String>,
    /// The visit that belongs to it, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<CaseVisit>,
}

/// The examination or operation of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseVisit {
    pub visit: Visit,
    /// Why no date can be chosen now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<NotBookable>,
    /// The application's active booking, or else its last one that is past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<CaseBooking>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseBooking {
    pub id: String,
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    pub utc_offset: UtcOffset,
    /// Whose clocks count.
    #[serde(default)]
    pub city: Text,
    /// Present while the institution cannot keep the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
}

impl CaseBooking {
    /// What decides whether it is ahead and can be changed. A case tells of no booking that was cancelled.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let must_move = self.transfer.is_some();
        Standing { state: BookingState::Booked, starts_at: self.starts_at, must_move }
    }
}

/// A remark of the automatic check or of the bureau.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Remark {
    /// Where: `/answers/name.surname`, `/files/passport_scan`, or empty for the application as a whole.
    pub pointer: String,
    pub text: Text,
}

impl Remark {
    /// The path of the input or the id of the slot.
    pub fn place(&self) -> &str {
        self.pointer.rsplit('/').next().unwrap_or_default()
    }
}

/// A line of the journal (M-24). Ids grow; they are the ids of the live events too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalEntry {
    pub id: i64,
    #[serde(with = "super::time::moment")]
    pub at: DateTime<Utc>,
    /// The state since then.
    pub state: CaseState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text>,
}

/// A decision; its document is at `/applications/{id}/decision.pdf`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    pub number: String,
    #[serde(with = "super::time::moment")]
    pub issued_at: DateTime<Utc>,
    /// Why it was refused, and what to do (S-22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// How to appeal against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Appeal>,
}

/// M-37, S-23.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appeal {
    /// The service to appeal with.
    pub service: String,
    pub title: String,
    /// The last day, moved to a working day where it falls on another.
    #[serde(with = "super::time::day")]
    pub until: NaiveDate,
    /// Calendar days from today to `until`; negative when it is over.
    pub days_left: i32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refusal {
    pub code: String,
    pub reason: Text,
    pub recommendation: Text,
}
