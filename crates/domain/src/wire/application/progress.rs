//! Where a case stands, what it needs of the citizen, and who works on it (nh-5, M-15, S-11).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A stage of the way of a case. All of them are there from the first day, in the order in which they come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stage {
    pub kind: StageKind,
    pub progress: Progress,
    /// Since when the case has been, or was, at this stage; after a return, the time of the last one.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::wire::time::moment_or_none"
    )]
    pub since: Option<DateTime<Utc>>,
    /// When the visit of this stage is.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::wire::time::moment_or_none"
    )]
    pub at: Option<DateTime<Utc>>,
    /// Journal line that tells why the case went back here, while it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<i64>,
    /// Journal lines that belong to this stage, the oldest first. Each line of the journal is in exactly one stage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<i64>,
    /// Id of the application that this stage leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    Sent,
    /// The automatic check of the documents.
    Check,
    Review,
    /// The examination at the bureau.
    Visit,
    Decision,
    /// The date of the operation is chosen.
    Planning,
    Operation,
    Appeal,
    Withdrawn,
    /// Of a newer version of the API.
    #[serde(other)]
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    Done,
    /// At most one stage is the current one.
    Current,
    Ahead,
    /// The case went on without it, such as an examination that did not take place.
    Skipped,
    /// Of a newer version of the API.
    #[serde(other)]
    Other,
}

/// Something that the citizen has to do, the first one first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = CaseNeed))]
pub struct Need {
    pub kind: NeedKind,
    /// What it is about, in the words of whoever asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Id of the message or the booking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::wire::time::moment_or_none"
    )]
    pub until: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NeedKind {
    /// To correct what the remarks name.
    Correct,
    /// To read a consent and confirm it.
    Confirm,
    Upload,
    Answer,
    /// To answer the time that the institution proposes.
    AnswerTransfer,
    /// To choose another time instead of one that the institution cannot keep.
    OtherTime,
    ChooseDate,
    /// Of a newer version of the API.
    #[serde(other)]
    Other,
}

/// Who works on the case (S-11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Executor {
    pub name: String,
    #[serde(with = "crate::wire::time::moment")]
    pub since: DateTime<Utc>,
}

/// The place of a case among those of its service that nobody has taken yet (M-15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = QueuePlace))]
pub struct Place {
    /// 1 is next.
    pub place: u32,
    pub of: u32,
}

/// Whose answer the office waits for, while the citizen need not do anything (M-28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WaitsFor {
    Doctor,
    Registry,
    Agency,
    /// Of a newer version of the API.
    #[serde(other)]
    Other,
}

/// Who has written a line of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ChangedBy))]
#[serde(rename_all = "snake_case")]
pub enum By {
    Citizen,
    System,
    Office,
    /// Of a newer version of the API.
    #[serde(other)]
    Other,
}

/// Where the office of a case can be reached (M-28).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeContact {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// When to call, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
}
