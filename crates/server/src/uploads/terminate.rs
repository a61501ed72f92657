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

/// Deletes an upload, a file of an unsent draft, or an attachment of an unsent message (tus termination). 409 `already_sent` after
/// sending.
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
    let mut tx = uploads.base.db.begin().await?;
    // Once more: it may just have been sent with a message.
    let file = files::find_in(&uploads.base, &mut *tx, &account, &file.id).await?;
    match &file.draft {
        Some(draft) => drop(drafts::writable(&uploads.base, &mut *tx, &account, draft).await?),
        None if file.waits_in_talk() => {}
        None => return Err(ProblemCode::AlreadySent.into()),
    }
    files::delete(&mut *tx, &id).await?;
    tx.commit().await?;
    uploads.files.vault.remove(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}
