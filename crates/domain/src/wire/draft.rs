use super::application::Remark;
use super::file::FileInfo;
use crate::form::{Answers, Issue};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `POST /drafts`. With `Idempotency-Key` a request can be repeated if its response was lost.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDraft {
    pub service: String,
    /// One of the citizen's applications: a refused one whose answers are copied (S-22), or the one whose decision the citizen
    /// appeals against (M-37).
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
    /// The step at which the citizen left the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Fields that were filled in from the profile or an application, and that the citizen has not changed since (M-11).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filled: Vec<Filled>,
    /// Answers to an earlier definition that do not fit the current one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_over: Vec<LeftOver>,
    /// Present if sending the draft corrects an application instead of creating one (C-23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Correction>,
    /// Whether this server signs with a test key: `POST /drafts/{id}/signature`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub test_signer: bool,
    /// When the draft is deleted unless it is sent or changed.
    #[serde(with = "super::time::moment")]
    pub deleted_at: DateTime<Utc>,
    /// The application that this draft became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_as: Option<String>,
    /// Today at the office. Dates in the form are checked against it.
    #[serde(with = "super::time::day")]
    pub today: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Filled {
    /// The id of the field.
    pub field: String,
    /// The number of the application that the value comes from; absent if it comes from the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftOver {
    /// The question, in the language of `Accept-Language`.
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
    /// The application's number; the correction does not change it.
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
    /// The step at which the citizen left the draft.
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

/// `PUT /drafts/{id}` with `If-Match`: all answers as they are on the screen, valid or not.
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

/// `POST /drafts/{id}/check`: everything that is missing or wrong (M-13); empty if the draft can be sent.
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

/// `POST /drafts/{id}/signature`: an XML document signed with the test key, if the server offers one (C-12). The document says
/// that it is a test.
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
