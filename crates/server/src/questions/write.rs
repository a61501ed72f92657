use super::announce::line;
use super::parts::QuestionStore;
use super::store;
use crate::attempts;
use crate::audit::By;
use crate::auth::Signed;
use crate::fail::{Fail, Result};
use crate::http::precondition::idempotency_key;
use crate::http::{Id, Json};
use crate::idempotency::{Key, ResourceKind};
use crate::messages::{self, Talk};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::wire::message::{Author, Message, NewMessage};
use domain::wire::question::QuestionState;
use std::sync::Arc;

/// Adds something to a question; one that was answered is open again.
///
/// Errors as at `/applications/{id}/messages`.
#[utoipa::path(post, path = "/questions/{id}/messages", tag = "questions", request_body = NewMessage,
    params(
        ("id" = String, Path),
        ("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for every message"),
    ),
    security(("session" = [])),
    responses((status = 201, body = Message)))]
pub(super) async fn write(
    State(questions): State<Arc<QuestionStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(new): Json<NewMessage, { messages::LONGEST }>,
) -> Result<(StatusCode, axum::Json<Message>)> {
    let base = &questions.base;
    let request = serde_json::to_string(&new).map_err(|_| Fail::Internal("a request"))?;
    let request = format!("{id} {request}");
    let key = Key::required(&base.keys, &headers, ResourceKind::Message, &request)?;
    let mut tx = base.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    let message = match key.find_created(&mut *tx, &account).await? {
        Some(message) => {
            drop(tx);
            message
        }
        None => {
            let new = messages::New {
                talk: Talk::Question(&id),
                account: Some(&account),
                by: By::Citizen,
                text: &new.text,
                files: &new.files,
                waiting: None,
                answers: new.answers.as_deref(),
                action: None,
                key: idempotency_key(&headers)?,
            };
            let message = messages::write(&questions.messages, &mut tx, new).await?;
            let counted = [messages::subject(&questions.messages, &account)];
            // What is sent stays counted.
            let _ = attempts::reserve_in(base, &mut tx, &counted).await?;
            store::turn(&questions, &mut tx, &row, QuestionState::Open).await?;
            line(&questions, &mut tx, &row, By::Citizen).await?;
            key.remember(&mut tx, &account, &message).await?;
            tx.commit().await?;
            questions.wakes.journal.wake();
            message
        }
    };
    let talk = Talk::Question(&id);
    let message = messages::one(&questions.messages, talk, &message, Author::Citizen).await?;
    Ok((StatusCode::CREATED, axum::Json(message)))
}
