use super::application::Remark;
use super::file::FileInfo;
use crate::form::{Answers, Issue};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `POST /drafts`, best with `Idempotency-Key`: then a request whose answer was lost may be repeated.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDraft {
    pub service: String,
    /// An application of the citizen's own: a refused one whose answers are carried over (S-22), or the one whose
    /// decision is appealed against (M-37).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
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
    /// The step at which it was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Fields that were filled in from elsewhere and not changed since (M-11).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filled: Vec<Filled>,
    /// Answers to an earlier definition that the present one has no place for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_over: Vec<LeftOver>,
    /// What sending changes, where it corrects an application instead of making one (C-23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Correction>,
    /// Whether this server signs with a test key: `POST /drafts/{id}/signature`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub test_signer: bool,
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Filled {
    /// The id of the field.
    pub field: String,
    /// The number of the application it comes from; empty where it comes from the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftOver {
    /// What was asked, in the language of `Accept-Language`.
    pub label: String,
    pub answer: String,
}

impl std::fmt::Debug for LeftOver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LeftOver(…)")
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Correction {
    /// The application's opaque id.
    pub application: String,
    /// Its number, which stays.
    pub number: String,
    pub remarks: Vec<Remark>,
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
    /// The step at which it was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The number of the application that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
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
    /// The step on the screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
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

/// `POST /drafts/{id}/signature`: an XML document signed with the test key, where the server offers one (C-12). It says
/// of itself that it is a test.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TestSignature {
    pub xml: String,
}

impl std::fmt::Debug for TestSignature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TestSignature(…)")
    }
}
