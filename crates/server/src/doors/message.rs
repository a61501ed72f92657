use super::parts::Doors;
use crate::audit::By;
use crate::fail::Result;
use crate::http::Json;
use crate::messages::{self, Wanted, Written};
use crate::questions::{self, Answer};
use crate::staff;
use axum::extract::State;
use domain::wire::message::Message;
use domain::wire::office::Role;
use domain::wire::problem::ProblemCode;
use serde::Deserialize;
use std::sync::Arc;

/// Who writes unless the test says.
const WRITER: &str = "Соколова Ирина Викторовна";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Say {
    /// Id or number of the application, or else of a question.
    #[serde(default)]
    application: Option<String>,
    #[serde(default)]
    question: Option<String>,
    text: String,
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    action: Option<Wanted>,
}

/// Somebody of the office reads what the citizen has written, and writes.
pub(super) async fn say(
    State(doors): State<Arc<Doors>>,
    Json(say): Json<Say>,
) -> Result<axum::Json<Message>> {
    let name = say.by.as_deref().unwrap_or(WRITER);
    let writer = staff::person(&doors.base, name, Role::Expert).await?;
    let by = By::Staff(&writer.id);
    let message = match (&say.application, &say.question) {
        (Some(id), None) => {
            let seen = messages::seen_by_office(&doors.messages, id).await?;
            if let Some(newest) = seen.messages.last() {
                messages::read_by_office(&doors.messages, id, by, &newest.id).await?;
            }
            let written = Written { text: &say.text, files: &[], action: say.action };
            messages::write_by_office(&doors.messages, id, by, None, written).await?
        }
        (None, Some(id)) => {
            let seen = questions::show_to_office(&doors.questions, id).await?;
            if let Some(newest) = seen.messages.last() {
                questions::read_by_office(&doors.questions, id, by, &newest.id).await?;
            }
            let answer = Answer { text: &say.text, files: &[], key: None };
            questions::answer(&doors.questions, id, by, answer).await?
        }
        _ => return Err(ProblemCode::Malformed.into()),
    };
    Ok(axum::Json(message))
}
