use super::file::FileInfo;
use crate::form::{Answers, Issue};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `POST /drafts`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDraft {
    pub service: String,
}

/// `GET /drafts/{id}`; the `ETag` is the version in quotes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draft {
    pub id: String,
    pub service: String,
    pub version: u32,
    pub answers: Answers,
    pub files: Vec<FileInfo>,
    #[serde(with = "super::time::moment")]
    pub saved_at: DateTime<Utc>,
    /// The draft is deleted then unless it is sent or changed.
    #[serde(with = "super::time::moment")]
    pub deleted_at: DateTime<Utc>,
    /// The application that this draft became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_as: Option<String>,
    /// Today at the office, by which dates in the form are judged.
    #[serde(with = "super::time::day")]
    pub today: NaiveDate,
}

/// `GET /drafts`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Drafts {
    pub drafts: Vec<DraftSummary>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftSummary {
    pub id: String,
    pub service: String,
    pub title: String,
    #[serde(with = "super::time::moment")]
    pub saved_at: DateTime<Utc>,
    #[serde(with = "super::time::moment")]
    pub deleted_at: DateTime<Utc>,
}

/// `PUT /drafts/{id}` with `If-Match`: all answers as they stand on the screen, right or wrong.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveDraft {
    pub answers: Answers,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Saved {
    pub version: u32,
    #[serde(with = "super::time::moment")]
    pub saved_at: DateTime<Utc>,
}

/// `POST /drafts/{id}/check`: everything that is missing or wrong (M-13); empty when it can be sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckResult {
    pub issues: Vec<Issue>,
}

/// `POST /drafts/{id}/submit` with `If-Match` and `Idempotency-Key`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sent {
    /// The application's opaque id.
    pub id: String,
    pub number: String,
}
