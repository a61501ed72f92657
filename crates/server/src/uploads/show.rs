use super::parts::Uploads;
use crate::auth::Signed;
use crate::fail::Result;
use crate::files;
use crate::http::Id;
use axum::extract::State;
use domain::wire::file::FileInfo;
use std::sync::Arc;

/// A file of the citizen, complete or not, with the result of the check of its content. Not a part of tus.
#[utoipa::path(get, path = "/uploads/{id}", tag = "uploads", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 200, body = FileInfo)))]
pub(super) async fn show(
    State(uploads): State<Arc<Uploads>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<axum::Json<FileInfo>> {
    Ok(axum::Json(files::find(&uploads.base, &account, &id).await?.info(&uploads.base.keys)?))
}
