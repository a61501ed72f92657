use super::caller::Caller;
use super::parts::OfficeStore;
use crate::cases;
use crate::fail::{Fail, Result};
use crate::http::{Id, Json};
use crate::idempotency::{Key, ResourceKind};
use crate::messages::{self, LONGEST, Wanted, Written};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::form::{FieldError, plain};
use domain::wire::message::{ActionKind, Message, Messages, ReadUpTo};
use domain::wire::office::{Ability, NewAction, NewOfficeMessage};
use std::sync::Arc;

/// Longest text of a consent, in characters.
const DOCUMENT: u32 = 20_000;

/// Room for a text and a consent in two languages, each character written as an escape.
const MAX_BYTES: usize = 256 * 1024 + LONGEST;

/// The conversation with the citizen about a case, the oldest message first.
#[utoipa::path(get, path = "/cases/{id}/messages", tag = "messages",
    params(("id" = String, Path)), security(("token" = [])),
    responses((status = 200, body = Messages)))]
pub(super) async fn list(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
) -> Result<axum::Json<Messages>> {
    caller.may(Ability::Read)?;
    let case = cases::by_id(office.base.db.read(), &id).await?;
    let found = messages::seen_by_office(&office.messages, &case.id).await?;
    caller.has_read(&office.base, "read_messages", Some((&case.account, &case.id)), None).await?;
    Ok(axum::Json(found))
}

/// Writes to the citizen: a letter and a line in the journal say so. It does not stop the term; the act `ask` does.
///
/// A repeated request with the same `Idempotency-Key` returns the same message. 422 at `/text`, `/files`, `/files/0`, `/action/kind`,
/// `/action/document`; 409 `not_allowed` when the conversation is closed.
#[utoipa::path(post, path = "/cases/{id}/messages", tag = "messages",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)), security(("token" = [])),
    request_body = NewOfficeMessage, responses((status = 201, body = Message)))]
pub(super) async fn send(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
    headers: HeaderMap,
    Json(new): Json<NewOfficeMessage, MAX_BYTES>,
) -> Result<(StatusCode, axum::Json<Message>)> {
    caller.may(Ability::Work)?;
    let case = cases::by_id(office.base.db.read(), &id).await?;
    let said = serde_json::to_string(&new).map_err(|_| Fail::Internal("a request"))?;
    let request = format!("{}\n{said}", case.id);
    let (keys, staff) = (&office.base.keys, &caller.0.id);
    let key = Key::of_staff(keys, &headers, staff, ResourceKind::Message, &request)?;
    let action = new.action.map(checked).transpose()?;
    let written = Written { text: &new.text, files: &new.files, action };
    let message =
        messages::write_by_office(&office.messages, &case.id, caller.by(), Some(&key), written);
    Ok((StatusCode::CREATED, axum::Json(message.await?)))
}

/// Notes that the office has read everything of the citizen up to a message.
#[utoipa::path(put, path = "/cases/{id}/messages/read", tag = "messages",
    params(("id" = String, Path)), security(("token" = [])), request_body = ReadUpTo,
    responses((status = 204)))]
pub(super) async fn read(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
    Json(ReadUpTo { message }): Json<ReadUpTo>,
) -> Result<StatusCode> {
    caller.may(Ability::Work)?;
    messages::read_by_office(&office.messages, &id, caller.by(), &message).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Only a consent has a document, and it has one.
fn checked(NewAction { kind, document }: NewAction) -> Result<Wanted> {
    let at = |error| Fail::at("/action/document", error);
    match (kind, &document) {
        (ActionKind::Other, _) => Err(Fail::at("/action/kind", FieldError::NotOffered)),
        (ActionKind::Confirm, None) => Err(at(FieldError::Missing)),
        (ActionKind::Confirm, Some(text)) => {
            if text.get("ru").trim().is_empty() || !text.has("ru") {
                return Err(at(FieldError::Missing));
            }
            for language in ["ru", "en"] {
                plain(text.get(language), DOCUMENT).map_err(at)?;
            }
            Ok(Wanted { kind, document })
        }
        (_, Some(_)) => Err(at(FieldError::NotOffered)),
        (_, None) => Ok(Wanted { kind, document: None }),
    }
}
