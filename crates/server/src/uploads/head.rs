use super::accept;
use super::headers::{UPLOAD_EXPIRES, UPLOAD_LENGTH, UPLOAD_METADATA, UPLOAD_OFFSET, http_date};
use super::locked::locked;
use super::metadata::Metadata;
use super::parts::Uploads;
use super::target::Target;
use crate::auth::Signed;
use crate::fail::Result;
use crate::files::{self, FileRow};
use crate::http::Id;
use crate::http::headers::NO_STORE;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

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
    let _lock = uploads.files.locks.acquire(&id).await.ok_or_else(locked)?;
    let file = files::find(&uploads.base, &account, &id).await?;
    if file.awaits_judgement() {
        files::finish(&uploads.files, &file).await?;
    }
    let target = accept::target(&uploads, &account, &file).await?;
    Ok((StatusCode::OK, progress(&uploads, &file, target)?).into_response())
}

fn progress(uploads: &Uploads, file: &FileRow, target: Target) -> Result<HeaderMap> {
    let meta = file.meta(&uploads.base.keys)?;
    let metadata =
        Metadata { target, slot: file.slot.clone(), filename: meta.name, filetype: meta.filetype };
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
