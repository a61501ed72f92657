//! Drafts that correct a sent application.

use super::carry;
use super::create::{carried_files, created_response};
use super::parts::DraftStore;
use super::read::{read, response};
use super::store::{self, InitialDraft};
use crate::auth::Signed;
use crate::cases::{self, Case};
use crate::fail::Result;
use crate::files::{Copies, Receipt};
use crate::http::{Id, Language};
use axum::extract::State;
use axum::response::Response;
use domain::case::CaseState;
use domain::form::Service;
use domain::wire::draft::Draft;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Starts the correction of an application that waits for one, with its answers and files as they were sent (C-23).
///
/// 200 with the existing draft if a correction has been started and not sent; 409 `not_allowed` unless the application is
/// in state `needs_info`.
#[utoipa::path(post, path = "/applications/{id}/correction", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses(
        (status = 201, body = Draft, headers(("Location" = String), ("ETag" = String))),
        (status = 200, body = Draft, headers(("ETag" = String))),
    ))]
pub(super) async fn start_correction(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    language: Language,
    Id(id): Id,
) -> Result<Response> {
    let case = cases::find(&drafts.base.db, &account, &id).await?;
    check_waits(&case)?;
    if let Some(draft) = find_started(&drafts, drafts.base.db.read(), &account, &id).await? {
        return Ok(response(read(&drafts, &account, &draft, language).await?));
    }
    let service = drafts.catalogue.get(&case.service).ok_or(ProblemCode::NotAllowed)?;
    let answers = carry::to_screen(service, &case.answers(&drafts.base.keys)?);
    // Consents stay valid as long as their texts, and so the version of the definition, stay the same.
    let answers =
        carry::without_agreements(service, answers, case.service_version == service.version);
    let files = carried_files(&drafts, service, &case, &answers).await?;
    let initial = InitialDraft {
        service_version: case.service_version,
        answers,
        filled: Vec::new(),
        corrects: Some(id.clone()),
    };
    match insert_correction(&drafts, &account, service, &case, &initial, &files).await {
        Ok((draft, true)) => created_response(&drafts, &account, &draft, language).await,
        other => {
            files.discard(&drafts.files).await;
            // Another tab has started the correction meanwhile: return its draft.
            let (draft, _) = other?;
            Ok(response(read(&drafts, &account, &draft, language).await?))
        }
    }
}

/// Returns the id of the draft, and whether it is new.
async fn insert_correction(
    drafts: &DraftStore,
    account: &str,
    service: &Service,
    case: &Case,
    initial: &InitialDraft,
    files: &Copies,
) -> Result<(String, bool)> {
    let mut tx = drafts.base.db.begin().await?;
    check_waits(&cases::by_id(&mut *tx, &case.id).await?)?;
    if let Some(draft) = find_started(drafts, &mut *tx, account, &case.id).await? {
        return Ok((draft, false));
    }
    let id = store::insert(&drafts.base, &mut tx, account, &service.id, initial).await?;
    files.record(&drafts.base, &mut tx, account, &id, &Receipt::OfOriginal).await?;
    tx.commit().await?;
    Ok((id, true))
}

/// Id of the unsent correction of this application.
async fn find_started(
    drafts: &DraftStore,
    database: impl sqlx::SqliteExecutor<'_>,
    account: &str,
    case: &str,
) -> Result<Option<String>> {
    let drafts = store::sendable(&drafts.base, database, account).await?;
    let found = drafts.into_iter().find(|draft| draft.corrects.as_deref() == Some(case));
    Ok(found.map(|draft| draft.id))
}

fn check_waits(case: &Case) -> Result<()> {
    if case.state() == CaseState::NeedsInfo { Ok(()) } else { Err(ProblemCode::NotAllowed.into()) }
}
