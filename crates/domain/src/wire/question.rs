use super::file::FileInfo;
use super::message::Message;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `POST /questions`: a question to the office (M-42), also by somebody who is not signed in.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Ask {
    pub category: Category,
    /// At most 4,000 characters.
    pub text: String,
    /// Id of the citizen's application that it is about. Only signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// How to address the citizen. Signed in the account's unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where the answer goes. Signed in the account's, if it is confirmed, unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A number with the country code 7, in any usual form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Ids of accepted uploads with `question` = `new`, five at most. Only signed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// Whoever asks takes themselves for signed in: 401 if they are not any more, for the question would be nobody's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub as_citizen: bool,
}

/// A question has arrived.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Asked {
    /// Absent when it was asked signed out: then only the link in the letters opens it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub number: String,
    /// The day by which it is answered, inclusive.
    #[serde(with = "super::time::day")]
    pub due_by: NaiveDate,
    pub letters_to: String,
}

/// `GET /questions`: the citizen's questions, the newest first, without their messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Questions {
    pub questions: Vec<Question>,
    /// Id of the newest line of the journal of which this answer can know. An answer with a lower one is older.
    pub as_of: i64,
}

/// `GET /questions/{id}`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    pub id: String,
    pub number: String,
    pub category: Category,
    pub state: QuestionState,
    /// The application that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<AboutCase>,
    #[serde(with = "super::time::moment")]
    pub asked_at: DateTime<Utc>,
    /// The day by which it is answered, inclusive.
    #[serde(with = "super::time::day")]
    pub due_by: NaiveDate,
    /// Messages of the other side that are not read.
    pub unread: u32,
    /// The question and what was written since, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
    /// Accepted files that are not sent yet: attachments of the citizen's next message.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileInfo>,
    /// As of [`Questions`].
    #[serde(default)]
    pub as_of: i64,
}

/// The application that a question is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AboutCase {
    pub id: String,
    pub number: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuestionState {
    /// The office has to answer.
    Open,
    Answered,
    /// Of a newer version of the API.
    #[serde(other)]
    Other,
}

/// What a question is about (M-42).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = QuestionCategory))]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// «Технический сбой»
    Technical,
    /// «Ошибка ввода»
    Mistake,
    /// «Проблема доступа»
    Access,
    /// Term and status of an application.
    Status,
    /// Anything else, and what a newer version of the API knows.
    #[serde(other)]
    Other,
}

/// `POST /questions/opened`: the secret of the link in a letter.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenQuestion {
    pub token: String,
}

hidden! {
    Ask,
    Asked,
    OpenQuestion,
}
