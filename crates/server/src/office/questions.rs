use super::caller::Caller;
use super::parts::OfficeStore;
use crate::fail::{Fail, Result};
use crate::http::precondition::idempotency_key;
use crate::http::{Id, Json, Question};
use crate::messages::LONGEST;
use crate::questions::{self, Answer, Wanted};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::form::FieldError;
use domain::wire::message::{Message, ReadUpTo};
use domain::wire::office::{Ability, NewOfficeMessage, OfficeQuestion, OfficeQuestions};
use domain::wire::problem::ProblemCode;
use domain::wire::question::QuestionState;
use serde::Deserialize;
use std::sync::Arc;

/// Most questions of a page.
const MOST: u32 = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    #[serde(default)]
    state: Option<QuestionState>,
    #[serde(default)]
    limit: Option<u32>,
    #[serde(default)]
    after: Option<String>,
}

/// Questions, those that are due first stand first; the open ones unless `state` says otherwise.
#[utoipa::path(get, path = "/questions", tag = "questions",
    params(
        ("state" = Option<QuestionState>, Query, description = "`open` unless said"),
        ("limit" = Option<u32>, Query, description = "1 to 100, 100 unless said"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
    ),
    security(("token" = [])), responses((status = 200, body = OfficeQuestions)))]
pub(super) async fn list(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Question(asked): Question<Asked>,
) -> Result<axum::Json<OfficeQuestions>> {
    caller.may(Ability::Questions)?;
    let state = asked.state.unwrap_or(QuestionState::Open);
    let limit = asked.limit.unwrap_or(MOST);
    if state == QuestionState::Other || !(1..=MOST).contains(&limit) {
        return Err(ProblemCode::Malformed.into());
    }
    let wanted = Wanted { state, after: asked.after.as_deref(), limit };
    let questions = questions::list_for_office(&office.questions, wanted).await?;
    caller.has_read(&office.base, "listed_questions", None, None).await?;
    let is_full = u32::try_from(questions.len()).is_ok_and(|many| many >= limit);
    let next = questions.last().filter(|_| is_full).map(|last| last.id.clone());
    Ok(axum::Json(OfficeQuestions { questions, next }))
}

/// A question with its messages, by id or number. `is_known` says whether it was asked signed in: only then is it known who asks, and
/// only then may an answer speak of a case.
#[utoipa::path(get, path = "/questions/{id}", tag = "questions", params(("id" = String, Path)),
    security(("token" = [])), responses((status = 200, body = OfficeQuestion)))]
pub(super) async fn show(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
) -> Result<axum::Json<OfficeQuestion>> {
    caller.may(Ability::Questions)?;
    let question = questions::show_to_office(&office.questions, &id).await?;
    caller.has_read(&office.base, "read_question", None, Some(&question.id)).await?;
    Ok(axum::Json(question))
}

/// Answers a question. The answer stands in a letter, too.
///
/// A repeated request with the same `Idempotency-Key` returns the same message; 409 `key_reused` with another text. 422 at `/text`,
/// `/files`, `/action` (questions ask for nothing).
#[utoipa::path(post, path = "/questions/{id}/messages", tag = "questions",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)), security(("token" = [])),
    request_body = NewOfficeMessage, responses((status = 201, body = Message)))]
pub(super) async fn answer(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
    headers: HeaderMap,
    Json(new): Json<NewOfficeMessage, LONGEST>,
) -> Result<(StatusCode, axum::Json<Message>)> {
    caller.may(Ability::Questions)?;
    let key = idempotency_key(&headers)?.ok_or(ProblemCode::PreconditionRequired)?;
    if new.action.is_some() {
        return Err(Fail::at("/action", FieldError::NotOffered));
    }
    // Everybody at the office has keys of their own.
    let key = Some(format!("{} {key}", caller.0.id));
    let answer = Answer { text: &new.text, files: &new.files, key };
    let message = questions::answer(&office.questions, &id, caller.by(), answer).await?;
    Ok((StatusCode::CREATED, axum::Json(message)))
}

/// Notes that the office has read everything of the citizen up to a message.
#[utoipa::path(put, path = "/questions/{id}/messages/read", tag = "questions",
    params(("id" = String, Path)), security(("token" = [])), request_body = ReadUpTo,
    responses((status = 204)))]
pub(super) async fn read(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
    Json(ReadUpTo { message }): Json<ReadUpTo>,
) -> Result<StatusCode> {
    caller.may(Ability::Questions)?;
    questions::read_by_office(&office.questions, &id, caller.by(), &message).await?;
    Ok(StatusCode::NO_CONTENT)
}
