use super::announce::line;
use super::parts::MessageStore;
use super::store::{self, Talk};
use crate::audit::By;
use crate::auth::Signed;
use crate::cases;
use crate::fail::Result;
use crate::http::{Id, Json};
use axum::extract::State;
use axum::http::StatusCode;
use domain::wire::message::{Author, ReadUpTo};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Notes that the citizen has read everything of the office up to a message.
#[utoipa::path(put, path = "/applications/{id}/messages/read", tag = "messages", request_body = ReadUpTo,
    params(("id" = String, Path)), security(("session" = [])), responses((status = 204)))]
pub(super) async fn read(
    State(messages): State<Arc<MessageStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    Json(ReadUpTo { message }): Json<ReadUpTo>,
) -> Result<StatusCode> {
    let mut tx = messages.base.db.begin().await?;
    let case = cases::by_id(&mut *tx, &id).await?;
    if case.account != account || case.id != id {
        return Err(ProblemCode::NotFound.into());
    }
    let talk = Talk::Case(&id);
    if store::mark_read(&messages.base, &mut tx, talk, Author::Office, &message).await? {
        line(&messages, &mut tx, &case, By::Citizen, &message, None).await?;
        tx.commit().await?;
        messages.wakes.journal.wake();
    }
    Ok(StatusCode::NO_CONTENT)
}
