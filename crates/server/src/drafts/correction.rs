//! A draft whose sending corrects an application.

use super::carry;
use super::create::{carried_files, created};
use super::read::{answer, read};
use super::store::{self, Beginning};
use crate::app::App;
use crate::applications::{self, Row as Application};
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Language};
use crate::uploads::{Copies, Receipt};
use axum::extract::State;
use axum::response::Response;
use domain::case::CaseState;
use domain::form::Service;
use domain::wire::draft::Draft;
use domain::wire::problem::ProblemCode;

/// Starts the correction of an application that waits for one, with its answers and files as they were sent (C-23).
///
/// 200 with the draft of an unsent correction where there is one already; 409 `not_allowed` unless the application is
/// `needs_info`.
#[utoipa::path(post, path = "/applications/{id}/correction", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses(
        (status = 201, body = Draft, headers(("Location" = String), ("ETag" = String))),
        (status = 200, body = Draft, headers(("ETag" = String))),
    ))]
pub(super) async fn begin(
    State(app): State<App>,
    Signed { account }: Signed,
    language: Language,
    Id(id): Id,
) -> Result<Response> {
    let case = applications::find(&app, &account, &id).await?;
    check_waits(&case)?;
    if let Some(draft) = begun(&app, app.db.read(), &account, &id).await? {
        return Ok(answer(read(&app, &account, &draft, language).await?));
    }
    let service = app.catalogue.get(&case.service).ok_or(ProblemCode::NotAllowed)?;
    let answers = carry::to_screen(service, &case.answers(&app)?);
    // What was agreed to stays agreed, as long as its words stay the same.
    let answers =
        carry::without_agreements(service, answers, case.service_version == service.version);
    let files = carried_files(&app, service, &case, &answers).await?;
    let beginning = Beginning {
        service_version: case.service_version,
        answers,
        filled: Vec::new(),
        corrects: Some(id.clone()),
    };
    match insert_correction(&app, &account, service, &case, &beginning, &files).await {
        Ok((draft, true)) => created(&app, &account, &draft, language).await,
        other => {
            files.discard(&app).await;
            // Another tab was faster.
            let (draft, _) = other?;
            Ok(answer(read(&app, &account, &draft, language).await?))
        }
    }
}

/// The id of the draft, and whether it is a new one.
async fn insert_correction(
    app: &App,
    account: &str,
    service: &Service,
    case: &Application,
    beginning: &Beginning,
    files: &Copies,
) -> Result<(String, bool)> {
    let mut tx = app.db.begin().await?;
    check_waits(&applications::by_id(&mut *tx, &case.id).await?)?;
    if let Some(draft) = begun(app, &mut *tx, account, &case.id).await? {
        return Ok((draft, false));
    }
    let id = store::insert(app, &mut tx, account, &service.id, beginning).await?;
    files.record(app, &mut tx, account, &id, &Receipt::Kept).await?;
    tx.commit().await?;
    Ok((id, true))
}

/// The correction of this application that has been begun and not sent.
async fn begun(
    app: &App,
    database: impl sqlx::SqliteExecutor<'_>,
    account: &str,
    case: &str,
) -> Result<Option<String>> {
    let drafts = store::open(app, database, account).await?;
    let found = drafts.into_iter().find(|draft| draft.corrects.as_deref() == Some(case));
    Ok(found.map(|draft| draft.id))
}

fn check_waits(case: &Application) -> Result<()> {
    if case.state()? == CaseState::NeedsInfo { Ok(()) } else { Err(ProblemCode::NotAllowed.into()) }
}
