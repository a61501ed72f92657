mod decision;
mod plan;
mod progress;
mod referral;
mod term;

pub use decision::{Appeal, Decision, Entitled, Refusal, ResultLine, ResultName};
pub use plan::{Plan, PlanLine};
pub use progress::{
    By, Executor, Need, NeedKind, OfficeContact, Place, Progress, Stage, StageKind, WaitsFor,
};
pub use referral::Referral;
pub use term::{CaseTerm, TermMoved};

use super::booking::Transfer;
use super::event::Change;
use super::file::FileInfo;
use crate::booking::{BookingState, NotBookable, Standing, UtcOffset, Visit};
use crate::case::CaseState;
use crate::form::Text;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `GET /applications`: the citizen's applications, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applications {
    pub applications: Vec<Summary>,
    /// Id of the newest line of the journal of which this answer can know, also of one that is in no list.
    #[serde(default)]
    pub as_of: i64,
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
    /// The day by which the decision is due; absent once the case is closed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::time::day_or_none")]
    pub expected_by: Option<NaiveDate>,
    /// Whether `expected_by` is based on an official calendar of working days, not on a forecast.
    pub official_calendar: bool,
    /// Whether the documents of an operation are approved and its date can be chosen (S-06).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ready_to_plan: bool,
    /// Whether there is an electronic referral (S-10).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_referral: bool,
    /// Messages of the office that the citizen has not read.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unread: u32,
    /// Lines of the journal by others that the citizen has not seen (nh-4).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unseen: u32,
    /// What was told last, if it is more than words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultName>,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
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
    /// What came of an operation that was approved (S-28). Its document is at `/applications/{id}/report.pdf`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Decision>,
    /// What the citizen has to correct or add, while the case waits for this.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// Whether the citizen can apply for the same service again with these answers (S-22).
    pub can_repeat: bool,
    /// Title of the copy at `/applications/{id}/copy.pdf`.
    pub copy_title: String,
    /// Whether `/applications/{id}/qr.svg` shows the number as a QR code.
    pub has_qr: bool,
    /// The e-mail address for letters about the application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letters_to: Option<String>,
    /// The visit of the application, if its service includes one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<CaseVisit>,
    /// The way of the case from its first stage to its last (nh-5).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    /// What the citizen has to do; empty: nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// Present while the case is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<CaseTerm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub executor: Option<Executor>,
    /// Present while nobody has taken the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<WaitsFor>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeContact>,
    /// Present once an operation is approved that a policy of the compulsory health insurance pays for (S-10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<Referral>,
    /// Messages of the office that the citizen has not read.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unread: u32,
    /// Id of the newest line of the journal that the citizen has seen (nh-4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<i64>,
    /// Id of the newest line of the journal of which this answer can know, also of one that is not in `journal`. An answer with a
    /// lower one is older.
    #[serde(default)]
    pub as_of: i64,
}

/// `PUT /applications/{id}/seen`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// Id of the newest line of the journal that the citizen has seen.
    pub line: i64,
}

/// The examination or operation of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseVisit {
    pub visit: Visit,
    /// Why no date can be chosen now; absent if one can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<NotBookable>,
    /// The application's active booking, or else its last past one.
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
    /// The city whose local time applies.
    #[serde(default)]
    pub city: Text,
    /// Present while the institution cannot keep the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
}

impl CaseBooking {
    /// Whether the visit is still to come. A case never shows a cancelled booking.
    #[must_use]
    pub fn is_ahead(&self, now: DateTime<Utc>) -> bool {
        let must_move = self.transfer.is_some();
        Standing { state: BookingState::Booked, starts_at: self.starts_at, must_move }.is_ahead(now)
    }
}

/// A remark of the automatic check or of the bureau.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Remark {
    /// JSON pointer to the place: `/answers/name.surname`, `/files/passport_scan`, or empty for the application as a whole.
    pub pointer: String,
    pub text: Text,
}

impl Remark {
    /// The path of the input or the id of the slot.
    pub fn place(&self) -> &str {
        self.pointer.rsplit('/').next().unwrap_or_default()
    }
}

/// An entry of the journal (M-24). Ids increase; live events use the same ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalEntry {
    pub id: i64,
    #[serde(with = "super::time::moment")]
    pub at: DateTime<Utc>,
    /// The state since this entry.
    pub state: CaseState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text>,
    /// What has changed. Absent: the state.
    #[serde(default, skip_serializing_if = "Change::is_state")]
    pub kind: Change,
    /// Absent for lines of before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// Id of the booking or the message that has changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}
