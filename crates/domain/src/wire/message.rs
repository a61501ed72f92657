use super::file::FileInfo;
use crate::form::Text;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `GET /applications/{id}/messages`: the conversation of citizen and office about a case, the oldest message first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Messages {
    pub messages: Vec<Message>,
    /// Messages of the other side that are not read.
    pub unread: u32,
    /// Accepted files that are not sent yet: attachments of the citizen's next message.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileInfo>,
    /// Since when nobody can write any more; absent while one can.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "super::time::moment_or_none"
    )]
    pub closed: Option<DateTime<Utc>>,
    /// Id of the newest line of the journal of which this answer can know. An answer with a lower one is older.
    pub as_of: i64,
}

/// A message of the citizen or of the office.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    pub id: String,
    #[serde(with = "super::time::moment")]
    pub at: DateTime<Utc>,
    pub author: Author,
    /// Who wrote it at the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// As written, in one language; may have several lines. Empty if there are only files.
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileInfo>,
    /// What the office wants of the citizen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<MessageAction>,
    /// Id of the message whose action this one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// When the other side has read it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "super::time::moment_or_none"
    )]
    pub read_at: Option<DateTime<Utc>>,
    /// The `Idempotency-Key` with which the reader of this answer has sent it: a client recognises its own message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = MessageAuthor))]
#[serde(rename_all = "snake_case")]
pub enum Author {
    Citizen,
    Office,
    /// Of a newer version of the API.
    #[serde(other)]
    Other,
}

/// What the office wants of the citizen (S-20). It does not stop the term of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageAction {
    pub kind: ActionKind,
    /// What to consent to; the whole text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Text>,
    /// Absent until it is done.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "super::time::moment_or_none"
    )]
    pub done_at: Option<DateTime<Utc>>,
    /// The citizen has not given the consent that was asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub declined: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = MessageActionKind))]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// Consent to `document`: `POST /applications/{id}/messages/{message}/confirm`, or do not: `…/decline`.
    Confirm,
    /// Send a file, in a message that `answers` this one.
    Upload,
    /// Write a message that `answers` this one.
    Answer,
    /// Of a newer version of the API.
    #[serde(other)]
    Other,
}

/// `POST /applications/{id}/messages`
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// At most 4,000 characters; may be empty if there are files.
    #[serde(default)]
    pub text: String,
    /// Ids of accepted uploads of this conversation, five at most.
    #[serde(default)]
    pub files: Vec<String>,
    /// Id of the message whose action this one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
}

/// `PUT /applications/{id}/messages/read`: everything up to this message has been read.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadUpTo {
    /// Id of the newest message that was shown.
    pub message: String,
}

/// `GET /messages`: the last 100 messages of all conversations, the newest first (S-20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct History {
    pub messages: Vec<HistoryLine>,
    /// As of [`Messages`].
    pub as_of: i64,
}

/// A message with what it is about: an application or a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryLine {
    pub message: Message,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    pub number: String,
    /// Of the application's service; empty for a question.
    pub title: String,
}

hidden! {
    Message,
    NewMessage,
}
