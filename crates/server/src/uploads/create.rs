use super::accept;
use super::headers::{UPLOAD_EXPIRES, UPLOAD_LENGTH, http_date, number};
use super::metadata::Metadata;
use super::parts::Uploads;
use crate::auth::Signed;
use crate::fail::{Fail, Result};
use crate::files::{self, FileRow};
use crate::idempotency::{Key, ResourceKind, unless_gone};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

/// Creates an upload (tus creation). `Upload-Metadata` names `slot`, `filename`, `filetype`, and what the file is for: exactly one of
/// `draft`, `application` and `question`. With the last two the slot is `message`, and the file is an attachment of the citizen's next
/// message there: PDF, JPEG or PNG of at most 5 МБ, five files. It is deleted a day after its last byte if it is not sent.
///
/// 413 `too_large` when the file exceeds the limit of the slot or of the service; `errors` says by how much. 422
/// `invalid` when the slot is full; 422 `unknown_field` when the service has no such slot; 409 `not_allowed` when the
/// saved answers do not ask for the document, or when the conversation is closed; 409 `already_sent` when the draft has been sent.
///
/// A request with the same `Idempotency-Key`, length and metadata returns the same upload until it is deleted, even if
/// the slot is full; 409 `key_reused` for another length or other metadata.
#[utoipa::path(post, path = "/uploads", tag = "uploads",
    params(
        ("Tus-Resumable" = String, Header, description = "`1.0.0`"),
        ("Upload-Length" = u64, Header, description = "Bytes of the whole file"),
        ("Upload-Metadata" = String, Header, description = "`key base64[,key base64]`"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, new for every file"),
    ),
    security(("session" = [])),
    responses((status = 201, headers(("Location" = String), ("Upload-Expires" = String)))))]
pub(super) async fn create(
    State(uploads): State<Arc<Uploads>>,
    Signed { account }: Signed,
    headers: HeaderMap,
) -> Result<Response> {
    let length = number(&headers, &UPLOAD_LENGTH)?;
    let metadata = Metadata::read(&headers)?;
    let request = format!("{length} {}", metadata.to_text());
    let key = Key::optional(&uploads.base.keys, &headers, ResourceKind::File, &request)?;
    let file = find_or_create(&uploads, &account, &key, length, &metadata).await?;
    if length == 0 && file.awaits_judgement() {
        files::finish(&uploads.files, &file).await?;
    }
    let location = HeaderValue::from_str(&format!("{}/uploads/{}", crate::http::BASE, file.id))
        .map_err(|_| Fail::Internal("a location"))?;
    let mut response = (StatusCode::CREATED, [(header::LOCATION, location)]).into_response();
    if let Some(expires_at) = file.expires_at() {
        response.headers_mut().insert(UPLOAD_EXPIRES, http_date(expires_at));
    }
    Ok(response)
}

/// Returns the upload that was created with the key before, or creates a new one.
async fn find_or_create(
    uploads: &Uploads,
    account: &str,
    key: &Key,
    length: u64,
    metadata: &Metadata,
) -> Result<FileRow> {
    let mut tx = uploads.base.db.begin().await?;
    if let Some(id) = key.find_created(&mut *tx, account).await?
        && let Some(file) =
            unless_gone(files::find_in(&uploads.base, &mut *tx, account, &id).await)?
    {
        return Ok(file);
    }
    let id = accept::insert(uploads, &mut tx, account, length, metadata).await?;
    key.remember(&mut tx, account, &id).await?;
    let file = files::find_in(&uploads.base, &mut *tx, account, &id).await?;
    tx.commit().await?;
    Ok(file)
}
