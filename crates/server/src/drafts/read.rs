//! A draft as the citizen sees it.

use super::parts::DraftStore;
use super::row::DraftRow;
use super::{filled, left_over, store};
use crate::cases;
use crate::fail::Result;
use crate::files;
use crate::http::Language;
use crate::http::precondition::version_tag;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::wire::draft::{Correction, Draft};

pub(super) async fn read(
    drafts: &DraftStore,
    account: &str,
    id: &str,
    language: Language,
) -> Result<Draft> {
    let row = store::find(&drafts.base, drafts.base.db.read(), account, id).await?;
    let files = match &row.application {
        None => files::of_draft(&drafts.base.clock, drafts.base.db.read(), id).await?,
        Some(application) => files::of_application(drafts.base.db.read(), application).await?,
    };
    let answers = row.answers(drafts)?;
    // If the service no longer exists, the draft has neither steps nor fields.
    let service = drafts.catalogue.get(&row.service);
    let filled = match service {
        Some(service) => {
            filled::on_the_wire(row.filled(&drafts.base.keys, service, &answers)?, service)
        }
        None => Vec::new(),
    };
    let step = row.step.clone();
    Ok(Draft {
        answers,
        files: files.iter().map(|file| file.info(&drafts.base.keys)).collect::<Result<_>>()?,
        saved_at: row.saved_at(),
        step: step.filter(|step| service.is_some_and(|service| service.step(step).is_some())),
        filled,
        left_over: left_over::read(drafts, &row, language).await?,
        corrects: correction(drafts, account, &row).await?,
        test_signer: drafts.signing.has_test_key(),
        deleted_at: row.deleted_at(),
        today: drafts.base.clock.today(),
        id: row.id,
        service: row.service,
        version: row.version,
        sent_as: row.application,
    })
}

pub(super) fn response(draft: Draft) -> Response {
    ([(header::ETAG, version_tag(draft.version))], axum::Json(draft)).into_response()
}

async fn correction(
    drafts: &DraftStore,
    account: &str,
    row: &DraftRow,
) -> Result<Option<Correction>> {
    let Some(id) = &row.corrects else { return Ok(None) };
    let case = cases::find(&drafts.base.db, account, id).await?;
    let remarks = case.remarks(&drafts.base.keys)?;
    Ok(Some(Correction { application: case.id, number: case.number, remarks }))
}
