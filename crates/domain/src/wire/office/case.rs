use super::ActKind;
use crate::case::CaseState;
use crate::form::Answers;
use crate::wire::application::{
    CaseTerm, CaseVisit, Decision, JournalEntry, Plan, Remark, WaitsFor,
};
use crate::wire::file::FileInfo;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `GET /cases`: the queue of the office, what is due first first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeCases {
    pub cases: Vec<OfficeCaseSummary>,
    /// For `after`, if there may be more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeCaseSummary {
    pub id: String,
    pub number: String,
    /// Id of the service.
    pub service: String,
    /// Title of the service, in Russian.
    pub title: String,
    pub state: CaseState,
    /// Category of the term: `standard`, `priority`, `urgent`.
    pub category: String,
    #[serde(with = "crate::wire::time::moment")]
    pub sent_at: DateTime<Utc>,
    /// When the state changed last.
    #[serde(with = "crate::wire::time::moment")]
    pub changed_at: DateTime<Utc>,
    /// The last day of the term.
    #[serde(with = "crate::wire::time::day")]
    pub expected_by: NaiveDate,
    /// Whether `expected_by` is based on an official calendar of working days, not on a forecast.
    pub official_calendar: bool,
    /// Present while the term stands still.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::wire::time::moment_or_none"
    )]
    pub paused_since: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub executor: Option<OfficeExecutor>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<WaitsFor>,
}

/// Who works on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeExecutor {
    pub id: String,
    pub name: String,
    #[serde(with = "crate::wire::time::moment")]
    pub since: DateTime<Utc>,
}

/// `GET /cases/{id}`: a case as the office sees it. Its `ETag` is the version that an act names in `If-Match`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeCase {
    pub summary: OfficeCaseSummary,
    pub citizen: Contact,
    /// In canonical form, by the paths of the definition.
    pub answers: Answers,
    /// Version of the service's definition that the answers belong to.
    pub service_version: u32,
    pub files: Vec<FileInfo>,
    pub journal: Vec<JournalEntry>,
    /// What the citizen is asked to correct, while the case waits for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// What has to be known before the operation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// Present while the case is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<CaseTerm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// What the decision holds, in canonical form; empty if it has words only.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub result: Answers,
    /// What came of the operation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Decision>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<CaseVisit>,
    /// Messages of the citizen that nobody at the office has read.
    pub unread: u32,
    /// The acts that the state of the case and the role of who asks allow now.
    pub allowed: Vec<ActKind>,
}

/// Whose account the case belongs to, and how to reach them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = CitizenContact))]
pub struct Contact {
    /// Surname, given name, patronymic.
    pub name: String,
    /// `+7` and ten digits.
    pub phone: String,
    /// Where letters about the case go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(…)")
    }
}
