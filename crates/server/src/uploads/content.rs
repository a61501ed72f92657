use super::parts::Uploads;
use crate::auth::Signed;
use crate::fail::Result;
use crate::files;
use crate::http::Id;
use axum::extract::State;
use axum::response::Response;
use domain::wire::file::FileState;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// The content of a file of the citizen, or of one that the office has sent them, as it was uploaded (152-ФЗ). 404 until it is accepted.
#[utoipa::path(get, path = "/uploads/{id}/content", tag = "uploads", params(("id" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream",
        headers(("Content-Disposition" = String)))))]
pub(super) async fn content(
    State(uploads): State<Arc<Uploads>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    let file = files::find(&uploads.base, &account, &id).await?;
    if !file.is(FileState::Accepted) {
        return Err(ProblemCode::NotFound.into());
    }
    files::stream(&uploads.files, &file).await
}
