use super::question::QuestionState;
use crate::case::CaseState;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The `event:` name of [`CaseChanged`] on `/events`.
pub const CASE_CHANGED: &str = "case";

/// The `event:` name of [`QuestionChanged`] on `/events`.
pub const QUESTION_CHANGED: &str = "question";

/// The `event:` name of the first event of a stream that could not replay everything after `Last-Event-ID`. The client has to
/// fetch a snapshot.
pub const GAP: &str = "gap";

/// What has changed about a case, or about what else its owner has here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Sent, checked, taken, asked, corrected, decided, withdrawn.
    #[default]
    State,
    /// Who works on the case.
    Executor,
    /// The day by which the decision is due.
    Term,
    /// What has to be known for an operation.
    Plan,
    /// What came of an operation.
    Report,
    /// What the office waits for.
    Wait,
    /// Passed on to another agency.
    Referral,
    /// The booking of the visit.
    Visit,
    Message,
    /// A document of the citizen's has been sent on.
    Document,
    File,
    Question,
    /// The citizen has seen what is new, on another page or device.
    Seen,
    /// Sessions of the account have ended. Never an event: streams of such sessions end.
    Session,
    /// Of a newer version of the API.
    #[serde(other)]
    Other,
}

impl Change {
    #[must_use]
    pub fn is_state(&self) -> bool {
        *self == Self::State
    }
}

/// `data:` of a [`CASE_CHANGED`] event; its `id:` is the id of the journal entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseChanged {
    /// The application's opaque id.
    pub application: String,
    /// The present state, also when something else has changed.
    pub state: CaseState,
    #[serde(with = "super::time::moment")]
    pub at: DateTime<Utc>,
    /// Absent: the state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Change>,
    /// Id of the file, the booking or the message that has changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// `data:` of a [`QUESTION_CHANGED`] event: a question is asked, answered or read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionChanged {
    /// The question's opaque id.
    pub question: String,
    /// The present state.
    pub state: QuestionState,
    #[serde(with = "super::time::moment")]
    pub at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_an_older_or_a_newer_version_is_read() {
        let read = |more: &str| {
            let text = format!(
                r#"{{ "application": "a", "state": "in_review", "at": "2026-11-18T09:00:00.000Z"{more} }}"#
            );
            serde_json::from_str::<CaseChanged>(&text).unwrap()
        };
        assert_eq!((read("").kind, read("").subject), (None, None));
        let visit = read(r#", "kind": "visit", "subject": "b""#);
        assert_eq!((visit.kind, visit.subject.as_deref()), (Some(Change::Visit), Some("b")));
        assert_eq!(read(r#", "kind": "dance""#).kind, Some(Change::Other));
    }
}
