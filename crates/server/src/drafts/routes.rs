use super::parts::DraftStore;
use super::read::{answer, read};
use super::{misfits, store};
use crate::auth::Signed;
use crate::fail::{Fail, Result};
use crate::http::precondition::{check_version, version_tag};
use crate::http::{Id, Json, Language};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::draft::{Draft, DraftSummary, Drafts, SaveDraft, Saved};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Many times as much as the answers of the longest form.
const MAX_BYTES: usize = 512 * 1024;

/// Unsent drafts, the last saved first, without corrections that their application no longer waits for.
#[utoipa::path(get, path = "/drafts", tag = "drafts", security(("session" = [])),
    responses((status = 200, body = Drafts)))]
pub(super) async fn list(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    language: Language,
) -> Result<axum::Json<Drafts>> {
    let rows = store::open(&drafts.base, drafts.base.db.read(), &account).await?;
    let summary = |row: store::DraftRow| {
        let service = drafts.catalogue.get(&row.service)?;
        let step = row.step.clone().filter(|step| service.step(step).is_some());
        Some(DraftSummary {
            title: service.title.get(language.0).to_owned(),
            step,
            saved_at: row.saved_at(),
            deleted_at: row.deleted_at(),
            id: row.id,
            service: row.service,
            corrects: row.corrects_number,
        })
    };
    Ok(axum::Json(Drafts { drafts: rows.into_iter().filter_map(summary).collect() }))
}

/// A draft with its answers and files, also after it has been sent.
///
/// `left_over` has the answers to an earlier definition of the service that do not fit the present one, with their questions
/// in the language of `Accept-Language`.
#[utoipa::path(get, path = "/drafts/{id}", tag = "drafts", params(("id" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = Draft, headers(("ETag" = String)))))]
pub(super) async fn show(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<Response> {
    Ok(answer(read(&drafts, &account, &id, language).await?))
}

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
