//! A decision, as the citizen reads it.

use crate::form::Text;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A decision; its document is at `/applications/{id}/decision.pdf`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    pub number: String,
    #[serde(with = "crate::wire::time::moment")]
    pub issued_at: DateTime<Utc>,
    /// The reason of a refusal, and what to do (S-22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// How to appeal against the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Appeal>,
    /// What the office says about it in words of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
    /// What the service calls the result: «Результаты экспертизы».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What was decided, in the order in which it is read; empty if the decision has words only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub result: Vec<ResultLine>,
    /// What the citizen can do with the decision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entitles: Vec<Entitled>,
}

/// A line of a result, in the language of the citizen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResultLine {
    /// The path of the answer: `group`, `granted.1.sum`.
    pub id: String,
    pub label: String,
    /// One or more values. What the office has written freely may have several paragraphs.
    pub value: Vec<String>,
    /// What the value means (M-30).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it is part of the gist, which stands on the page of the case.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gist: bool,
    /// Whether the value is in Russian although the rest is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub russian: bool,
}

/// A result as lists name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResultName {
    /// What the service calls it: «Результаты экспертизы».
    pub title: String,
    /// Its document: `decision.pdf` or `report.pdf` of the application.
    pub document: String,
    /// How it ended, if that is said in a word: «успешно выполнено» (S-28).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

/// Something that a decision entitles to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entitled {
    /// As a link says it: «Подать на выплаты».
    pub text: String,
    /// Id of the service that it leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
}

/// How to appeal against a decision (M-37, S-23).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appeal {
    /// Id of the service to appeal with.
    pub service: String,
    pub title: String,
    /// The last day for the appeal. If the term ends on a day off, this is the next working day.
    #[serde(with = "crate::wire::time::day")]
    pub until: NaiveDate,
    /// Calendar days from today to `until`; negative after that day.
    pub days_left: i32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refusal {
    pub code: String,
    pub reason: Text,
    pub recommendation: Text,
}
