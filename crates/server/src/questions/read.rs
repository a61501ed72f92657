use super::announce::line;
use super::parts::QuestionStore;
use super::store;
use crate::audit::By;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Json};
use crate::messages::{self, Talk};
use axum::extract::State;
use axum::http::StatusCode;
use domain::wire::message::{Author, ReadUpTo};
use std::sync::Arc;

/// Notes that the citizen has read everything of the office up to a message.
#[utoipa::path(put, path = "/questions/{id}/messages/read", tag = "questions", request_body = ReadUpTo,
    params(("id" = String, Path)), security(("session" = [])), responses((status = 204)))]
pub(super) async fn read(
    State(questions): State<Arc<QuestionStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    Json(ReadUpTo { message }): Json<ReadUpTo>,
) -> Result<StatusCode> {
    let mut tx = questions.base.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    let talk = Talk::Question(&id);
    if messages::mark_read(&questions.base, &mut tx, talk, Author::Office, &message).await? {
        line(&questions, &mut tx, &row, By::Citizen).await?;
        tx.commit().await?;
        questions.wakes.journal.wake();
    }
    Ok(StatusCode::NO_CONTENT)
}
