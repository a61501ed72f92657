use super::announce::{Said, announce};
use super::list::{closed, one};
use super::parts::MessageStore;
use super::store::Talk;
use super::write::{New, write};
use crate::attempts::{self, Limit, Subject};
use crate::audit::By;
use crate::auth::Signed;
use crate::cases;
use crate::fail::{Fail, Result};
use crate::http::precondition::idempotency_key;
use crate::http::{Id, Json};
use crate::idempotency::{Key, ResourceKind};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::wire::message::{Author, Message, NewMessage};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Messages of an account.
const SENT: Limit = Limit::per_minutes(30, 60);

/// Longest body of a request: a text of 4,000 characters, each written as an escape.
pub(crate) const LONGEST: usize = 64 * 1024;

/// Writes to the office about an application, at any time until it is withdrawn.
///
/// A repeated request with the same `Idempotency-Key` returns the same message; 409 `key_reused` when the key belongs to another
/// request. 422 `invalid` at `/text`, at `/files` and `/files/0` (not an accepted upload of this conversation that waits to be sent),
/// at `/answers` (the message asks for nothing, or it is done). 409 `not_allowed` when the conversation is closed; 429
/// `too_many_attempts` after 30 messages in an hour.
#[utoipa::path(post, path = "/applications/{id}/messages", tag = "messages", request_body = NewMessage,
    params(
        ("id" = String, Path),
        ("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for every message"),
    ),
    security(("session" = [])),
    responses((status = 201, body = Message)))]
pub(super) async fn send(
    State(messages): State<Arc<MessageStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(new): Json<NewMessage, LONGEST>,
) -> Result<(StatusCode, axum::Json<Message>)> {
    let base = &messages.base;
    let request = serde_json::to_string(&new).map_err(|_| Fail::Internal("a request"))?;
    let request = format!("{id} {request}");
    let key = Key::required(&base.keys, &headers, ResourceKind::Message, &request)?;
    let mut tx = base.db.begin().await?;
    let case = cases::by_id(&mut *tx, &id).await?;
    if case.account != account || case.id != id {
        return Err(ProblemCode::NotFound.into());
    }
    let message = match key.find_created(&mut *tx, &account).await? {
        Some(message) => {
            drop(tx);
            message
        }
        None => {
            if closed(&case).is_some() {
                return Err(ProblemCode::NotAllowed.into());
            }
            let new = New {
                talk: Talk::Case(&id),
                account: Some(&account),
                by: By::Citizen,
                text: &new.text,
                files: &new.files,
                waiting: None,
                answers: new.answers.as_deref(),
                action: None,
                key: idempotency_key(&headers)?,
            };
            let message = write(&messages, &mut tx, new).await?;
            // What is sent stays counted.
            let _ = attempts::reserve_in(base, &mut tx, &[subject(&messages, &account)]).await?;
            announce(&messages, &mut tx, &case, By::Citizen, Said { id: &message, action: None })
                .await?;
            key.remember(&mut tx, &account, &message).await?;
            tx.commit().await?;
            messages.wakes.journal.wake();
            message
        }
    };
    let message = one(&messages, Talk::Case(&id), &message, Author::Citizen).await?;
    Ok((StatusCode::CREATED, axum::Json(message)))
}

/// What a message of the citizen counts for, in cases and in questions.
pub(crate) fn subject(messages: &MessageStore, account: &str) -> Subject {
    Subject::new(&messages.base, "messages", account, SENT)
}
