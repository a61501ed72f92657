use super::locked::locked;
use super::parts::Uploads;
use crate::auth::Signed;
use crate::drafts;
use crate::fail::Result;
use crate::files;
use crate::http::Id;
use axum::extract::State;
use axum::http::StatusCode;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Deletes an upload or a file of an unsent draft (tus termination). 409 `already_sent` after sending.
#[utoipa::path(delete, path = "/uploads/{id}", tag = "uploads", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 204)))]
pub(super) async fn terminate(
    State(uploads): State<Arc<Uploads>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<StatusCode> {
    files::find(&uploads.base, &account, &id).await?;
    let _lock = uploads.files.locks.take_over(&id).await.ok_or_else(locked)?;
    let file = files::find(&uploads.base, &account, &id).await?;
    let draft = file.draft.ok_or(ProblemCode::AlreadySent)?;
    let mut tx = uploads.base.db.begin().await?;
    drafts::writable(&uploads.base, &mut *tx, &account, &draft).await?;
    files::delete(&mut *tx, &id).await?;
    tx.commit().await?;
    uploads.files.vault.remove(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}
