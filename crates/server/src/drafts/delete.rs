use super::parts::DraftStore;
use super::store;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::Id;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;

/// Deletes an unsent draft with its files.
#[utoipa::path(delete, path = "/drafts/{id}", tag = "drafts", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 204)))]
pub(super) async fn delete(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<StatusCode> {
    let mut tx = drafts.base.db.begin().await?;
    let row = store::unsent(&drafts.base, &mut *tx, &account, &id).await?;
    store::delete(&drafts, tx, &row.id).await?;
    Ok(StatusCode::NO_CONTENT)
}
