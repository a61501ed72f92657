use super::headers::{
    TUS_EXTENSION, TUS_VERSION, UPLOAD_EXPIRES, UPLOAD_LENGTH, UPLOAD_METADATA, UPLOAD_OFFSET,
    VERSION, http_date,
};
use super::metadata::Metadata;
use super::parts::Uploads;
use super::patch::locked;
use crate::auth::Signed;
use crate::drafts;
use crate::fail::Result;
use crate::files::{self, FileRow};
use crate::http::Id;
use crate::http::headers::NO_STORE;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::file::FileInfo;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// The protocol that the server supports: tus 1.0 with creation, expiration and termination.
#[utoipa::path(options, path = "/uploads", tag = "uploads", responses(
    (status = 204, headers(("Tus-Version" = String), ("Tus-Extension" = String))),
))]
pub(super) async fn options() -> Response {
    let headers = [
        (TUS_VERSION, VERSION),
        (TUS_EXTENSION, HeaderValue::from_static("creation,expiration,termination")),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// How many bytes of an upload have arrived. 423 while another request is uploading.
#[utoipa::path(head, path = "/uploads/{id}", tag = "uploads",
    params(("id" = String, Path), ("Tus-Resumable" = String, Header, description = "`1.0.0`")),
    security(("session" = [])),
    responses((status = 200, headers(
        ("Upload-Offset" = u64), ("Upload-Length" = u64), ("Upload-Metadata" = String),
        ("Upload-Expires" = String),
    ))))]
pub(super) async fn head(
    State(uploads): State<Arc<Uploads>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    files::find(&uploads.base, &account, &id).await?;
    let _lock = uploads.files.locks.take(&id).await.ok_or_else(locked)?;
    let file = files::find(&uploads.base, &account, &id).await?;
    if file.awaits_judgement() {
        files::finish(&uploads.files, &file).await?;
    }
    Ok((StatusCode::OK, progress(&uploads, &file)?).into_response())
}

fn progress(uploads: &Uploads, file: &FileRow) -> Result<HeaderMap> {
    let meta = file.meta(&uploads.base.keys)?;
    let metadata = Metadata {
        draft: file.draft.clone().unwrap_or_default(),
        slot: file.slot.clone(),
        filename: meta.name,
        filetype: meta.filetype,
    };
    let mut headers = HeaderMap::new();
    headers.insert(UPLOAD_OFFSET, HeaderValue::from(file.received.unsigned_abs()));
    headers.insert(UPLOAD_LENGTH, HeaderValue::from(file.bytes()));
    headers.insert(UPLOAD_METADATA, metadata.to_header());
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    if let Some(expires_at) = file.expires_at() {
        headers.insert(UPLOAD_EXPIRES, http_date(expires_at));
    }
    Ok(headers)
}

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
