use super::headers::{
    TUS_EXTENSION, TUS_VERSION, UPLOAD_EXPIRES, UPLOAD_LENGTH, UPLOAD_METADATA, UPLOAD_OFFSET,
    VERSION, http_date,
};
use super::metadata::Metadata;
use super::patch::locked;
use super::{FileRow, finish, store};
use crate::app::App;
use crate::auth::Signed;
use crate::drafts;
use crate::fail::Result;
use crate::http::Id;
use crate::http::headers::NO_STORE;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::file::FileInfo;
use domain::wire::problem::ProblemCode;

/// What the server speaks: tus 1.0 with creation, expiration and termination.
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

/// How far the upload has come. 423 while another request is uploading.
#[utoipa::path(head, path = "/uploads/{id}", tag = "uploads",
    params(("id" = String, Path), ("Tus-Resumable" = String, Header, description = "`1.0.0`")),
    security(("session" = [])),
    responses((status = 200, headers(
        ("Upload-Offset" = u64), ("Upload-Length" = u64), ("Upload-Metadata" = String),
        ("Upload-Expires" = String),
    ))))]
pub(super) async fn head(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    store::find(&app, &account, &id).await?;
    let _lock = app.locks.take(&id).await.ok_or_else(locked)?;
    let file = store::find(&app, &account, &id).await?;
    if file.awaits_judgement() {
        finish::finish(&app, &file).await?;
    }
    Ok((StatusCode::OK, progress(&app, &file)?).into_response())
}

fn progress(app: &App, file: &FileRow) -> Result<HeaderMap> {
    let meta = file.meta(app)?;
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

/// A file of the citizen, whole or on its way, and what the check of its content has said. Not a part of tus.
#[utoipa::path(get, path = "/uploads/{id}", tag = "uploads", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 200, body = FileInfo)))]
pub(super) async fn show(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<axum::Json<FileInfo>> {
    Ok(axum::Json(store::find(&app, &account, &id).await?.info(&app)?))
}

/// Deletes an upload or a file of an unsent draft (tus termination). 409 `already_sent` after sending.
#[utoipa::path(delete, path = "/uploads/{id}", tag = "uploads", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 204)))]
pub(super) async fn terminate(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<StatusCode> {
    store::find(&app, &account, &id).await?;
    let _lock = app.locks.take_over(&id).await.ok_or_else(locked)?;
    let file = store::find(&app, &account, &id).await?;
    let draft = file.draft.ok_or(ProblemCode::AlreadySent)?;
    let mut tx = app.db.begin().await?;
    drafts::writable(&app, &mut *tx, &account, &draft).await?;
    store::delete(&mut *tx, &id).await?;
    tx.commit().await?;
    app.vault.remove(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}
