use super::headers::{UPLOAD_EXPIRES, UPLOAD_LENGTH, http_date, number};
use super::metadata::Metadata;
use super::parts::Uploads;
use crate::auth::Signed;
use crate::drafts;
use crate::fail::{Fail, Result};
use crate::files::{self, FileRow, NewFile};
use crate::idempotency::{Key, ResourceKind, unless_gone};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::file::{FileError, display_name};
use domain::form::{FieldError, Issue, Service, Slot, visible};
use domain::wire::file::FileState;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Creates an upload (tus creation). `Upload-Metadata` names `draft`, `slot`, `filename` and `filetype`.
///
/// 413 `too_large` when the file exceeds the limit of the slot or of the service; `errors` says by how much. 422
/// `invalid` when the slot is full; 422 `unknown_field` when the service has no such slot; 409 `not_allowed` when the
/// saved answers do not ask for the document; 409 `already_sent` when the draft has been sent.
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
    let id = insert(uploads, &mut tx, account, length, metadata).await?;
    key.remember(&mut tx, account, &id).await?;
    let file = files::find_in(&uploads.base, &mut *tx, account, &id).await?;
    tx.commit().await?;
    Ok(file)
}

async fn insert(
    uploads: &Uploads,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    length: u64,
    metadata: &Metadata,
) -> Result<String> {
    let draft = drafts::writable(&uploads.base, &mut **tx, account, &metadata.draft).await?;
    let service = draft.service(&uploads.files.catalogue)?;
    let slot = service.slot(&metadata.slot).ok_or_else(|| unknown_slot(metadata))?;
    let visible = visible(service, &draft.answers(&uploads.drafts)?, uploads.base.clock.today());
    if !visible.slots.contains(&slot.id) {
        return Err(ProblemCode::NotAllowed.into());
    }
    check_limits(uploads, tx, service, slot, &metadata.draft, length).await?;
    let bytes = i64::try_from(length).map_err(|_| ProblemCode::TooLarge)?;
    let name = display_name(&metadata.filename);
    let Metadata { draft, slot, filetype, .. } = metadata;
    let new = NewFile { draft, slot, name, filetype, bytes };
    files::insert(&uploads.base, tx, account, new).await
}

fn unknown_slot(metadata: &Metadata) -> Fail {
    // The slot's name comes from the client and could be anything: an unlikely one is left out of the pointer.
    let is_likely = metadata.slot.len() <= 64
        && metadata.slot.bytes().all(|b| b.is_ascii_graphic() && b != b'/' && b != b'~');
    let slot = if is_likely { metadata.slot.as_str() } else { "" };
    Fail::Issues(ProblemCode::UnknownField, vec![Issue::file(slot, FieldError::NotOffered)])
}

async fn check_limits(
    uploads: &Uploads,
    tx: &mut Transaction<'_, Sqlite>,
    service: &Service,
    slot: &Slot,
    draft: &str,
    length: u64,
) -> Result<()> {
    let over = |bytes: u64, limit: u64| bytes.checked_sub(limit).filter(|by| *by > 0);
    let refuse =
        |code, error: FileError| Err(Fail::Issues(code, vec![Issue::file(&slot.id, error.into())]));
    let limit = slot.policy.max_bytes;
    if let Some(by) = over(length, limit) {
        return refuse(ProblemCode::TooLarge, FileError::TooBig { by, limit });
    }
    let files = files::of_draft(&uploads.base.clock, &mut **tx, draft).await?;
    let counts = |file: &&FileRow| !file.is(FileState::Rejected);
    let limit = slot.policy.max_count;
    if files.iter().filter(counts).filter(|file| file.slot == slot.id).count() >= usize::from(limit)
    {
        return refuse(ProblemCode::Invalid, FileError::TooMany { limit });
    }
    let total =
        files.iter().filter(counts).fold(length, |sum, file| sum.saturating_add(file.bytes()));
    match service.max_total_bytes {
        Some(limit) => match over(total, limit) {
            Some(by) => refuse(ProblemCode::TooLarge, FileError::TooBigTogether { by, limit }),
            None => Ok(()),
        },
        None => Ok(()),
    }
}
