//! A draft as the citizen sees it.

use super::{filled, left_over, store};
use crate::app::App;
use crate::applications;
use crate::fail::Result;
use crate::http::Language;
use crate::http::precondition::version_tag;
use crate::uploads;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::wire::draft::{Correction, Draft};

pub(super) async fn read(app: &App, account: &str, id: &str, language: Language) -> Result<Draft> {
    let row = store::find(app, app.db.read(), account, id).await?;
    let files = match &row.application {
        None => uploads::of_draft(app, app.db.read(), id).await?,
        Some(application) => uploads::of_application(app.db.read(), application).await?,
    };
    let answers = row.answers(app)?;
    // A service that is gone has neither steps nor fields.
    let service = app.catalogue.get(&row.service);
    let filled = match service {
        Some(service) => filled::on_the_wire(row.filled(app, service, &answers)?, service),
        None => Vec::new(),
    };
    let step = row.step.clone();
    Ok(Draft {
        answers,
        files: files.iter().map(|file| file.info(app)).collect::<Result<_>>()?,
        saved_at: row.saved_at(),
        step: step.filter(|step| service.is_some_and(|service| service.step(step).is_some())),
        filled,
        left_over: left_over::read(app, &row, language).await?,
        corrects: correction(app, account, &row).await?,
        test_signer: app.signing.signs(),
        deleted_at: row.deleted_at(),
        today: app.clock.today(),
        id: row.id,
        service: row.service,
        version: row.version,
        sent_as: row.application,
    })
}

pub(super) fn answer(draft: Draft) -> Response {
    ([(header::ETAG, version_tag(draft.version))], axum::Json(draft)).into_response()
}

async fn correction(app: &App, account: &str, row: &store::Row) -> Result<Option<Correction>> {
    let Some(id) = &row.corrects else { return Ok(None) };
    let case = applications::find(app, account, id).await?;
    let remarks = case.remarks(app)?;
    Ok(Some(Correction { application: case.id, number: case.number, remarks }))
}
