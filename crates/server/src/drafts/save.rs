use super::parts::DraftStore;
use super::{misfits, store};
use crate::auth::Signed;
use crate::fail::{Fail, Result};
use crate::http::precondition::{check_version, version_tag};
use crate::http::{Id, Json};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::draft::{SaveDraft, Saved};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Many times as much as the answers of the longest form.
const MAX_BYTES: usize = 512 * 1024;

/// Saves all answers, valid or not, and the step on the screen. A step that the service does not have is ignored.
///
/// 412 `conflict` when another tab or device has saved since; 422 `unknown_field` for inputs that the service does not
/// have, named in `errors`; 413 beyond 512 KiB; 409 `already_sent`, or `not_allowed` for a correction that its application
/// no longer waits for.
#[utoipa::path(put, path = "/drafts/{id}", tag = "drafts", request_body = SaveDraft,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The draft's `ETag`")),
    security(("session" = [])),
    responses((status = 200, body = Saved, headers(("ETag" = String)))))]
pub(super) async fn save(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(save): Json<SaveDraft, MAX_BYTES>,
) -> Result<Response> {
    let mut tx = drafts.base.db.begin().await?;
    let row = store::writable(&drafts.base, &mut *tx, &account, &id).await?;
    check_version(&headers, row.version)?;
    let misfits = misfits::misfits(row.service(&drafts.catalogue)?, &save.answers);
    if !misfits.is_empty() {
        return Err(Fail::Issues(ProblemCode::UnknownField, misfits));
    }
    let (version, saved_at) = store::update(&drafts, &mut tx, &row, &save).await?;
    tx.commit().await?;
    let saved = axum::Json(Saved { version, saved_at });
    Ok(([(header::ETAG, version_tag(version))], saved).into_response())
}
