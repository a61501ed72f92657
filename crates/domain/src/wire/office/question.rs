use crate::wire::message::Message;
use crate::wire::question::{AboutCase, Category, QuestionState};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `GET /questions`: those that are due first stand first, without their messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeQuestions {
    pub questions: Vec<OfficeQuestion>,
    /// `after` of the next request; absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A question of a citizen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeQuestion {
    pub id: String,
    pub number: String,
    pub category: Category,
    pub state: QuestionState,
    #[serde(with = "crate::wire::time::moment")]
    pub asked_at: DateTime<Utc>,
    /// The day by which it has to be answered, inclusive.
    #[serde(with = "crate::wire::time::day")]
    pub due_by: NaiveDate,
    /// Whether it was asked signed in. Only then is it known who asks: never tell anybody else of a case.
    pub is_known: bool,
    /// The application that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<AboutCase>,
    pub contact: Asker,
    /// Messages of the citizen that nobody at the office has read.
    pub unread: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
}

/// Who asks, in their own words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Asker {
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

impl std::fmt::Debug for Asker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Asker(…)")
    }
}
