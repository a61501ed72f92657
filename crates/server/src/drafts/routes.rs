use super::{misfits, store};
use crate::app::App;
use crate::auth::Signed;
use crate::fail::{Fail, Result};
use crate::http::precondition::{check_version, version_tag};
use crate::http::{Id, Json, Language};
use crate::uploads;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::draft::{Draft, DraftSummary, Drafts, NewDraft, SaveDraft, Saved};
use domain::wire::problem::ProblemCode;

/// Unsent drafts of one citizen at most; nobody fills in as many forms.
const MANY: usize = 50;

/// Answers of the longest form, many times over.
const MAX_BYTES: usize = 512 * 1024;

/// Starts a draft. 404 for an unknown service; 409 `not_allowed` beyond 50 unsent drafts.
#[utoipa::path(post, path = "/drafts", tag = "drafts", request_body = NewDraft,
    security(("session" = [])),
    responses((status = 201, body = Draft, headers(("Location" = String), ("ETag" = String)))))]
pub(super) async fn create(
    State(app): State<App>,
    Signed { account }: Signed,
    Json(NewDraft { service, from: _ }): Json<NewDraft>,
) -> Result<Response> {
    app.catalogue.get(&service).ok_or(ProblemCode::NotFound)?;
    let mut tx = app.db.begin().await?;
    if store::unsent(&app, &mut *tx, &account).await?.len() >= MANY {
        return Err(ProblemCode::NotAllowed.into());
    }
    let id = store::insert(&app, &mut tx, &account, &service).await?;
    tx.commit().await?;
    let location = HeaderValue::from_str(&format!("{}/drafts/{id}", crate::app::BASE))
        .map_err(|_| Fail::Internal("a location"))?;
    let draft = read(&app, &account, &id).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], answer(draft)).into_response())
}

/// The drafts that have not been sent, the last saved first.
#[utoipa::path(get, path = "/drafts", tag = "drafts", security(("session" = [])),
    responses((status = 200, body = Drafts)))]
pub(super) async fn list(
    State(app): State<App>,
    Signed { account }: Signed,
    language: Language,
) -> Result<axum::Json<Drafts>> {
    let rows = store::unsent(&app, app.db.read(), &account).await?;
    let summary = |row: store::Row| {
        let title = app.catalogue.get(&row.service)?.title.get(language.0).to_owned();
        let (saved_at, deleted_at) = (row.saved_at(), row.deleted_at());
        let (step, corrects) = (None, None);
        Some(DraftSummary {
            id: row.id,
            service: row.service,
            title,
            step,
            corrects,
            saved_at,
            deleted_at,
        })
    };
    Ok(axum::Json(Drafts { drafts: rows.into_iter().filter_map(summary).collect() }))
}

/// A draft with its answers and files, also after it has been sent.
#[utoipa::path(get, path = "/drafts/{id}", tag = "drafts", params(("id" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = Draft, headers(("ETag" = String)))))]
pub(super) async fn show(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    Ok(answer(read(&app, &account, &id).await?))
}

/// Saves all answers, right or wrong.
///
/// 412 `conflict` when another tab or device has saved since; 422 `unknown_field` for inputs that the service does not
/// have, named in `errors`; 413 beyond 512 KiB; 409 `already_sent`.
#[utoipa::path(put, path = "/drafts/{id}", tag = "drafts", request_body = SaveDraft,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The draft's `ETag`")),
    security(("session" = [])),
    responses((status = 200, body = Saved, headers(("ETag" = String)))))]
pub(super) async fn save(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(SaveDraft { answers, step: _ }): Json<SaveDraft, MAX_BYTES>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let row = store::writable(&app, &mut *tx, &account, &id).await?;
    check_version(&headers, row.version)?;
    let misfits = misfits::misfits(row.service(&app)?, &answers);
    if !misfits.is_empty() {
        return Err(Fail::Issues(ProblemCode::UnknownField, misfits));
    }
    let (version, saved_at) = store::update(&app, &mut tx, &row, &answers).await?;
    tx.commit().await?;
    let saved = axum::Json(Saved { version, saved_at });
    Ok(([(header::ETAG, version_tag(version))], saved).into_response())
}

/// Deletes an unsent draft with its files.
#[utoipa::path(delete, path = "/drafts/{id}", tag = "drafts", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 204)))]
pub(super) async fn delete(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<StatusCode> {
    let mut tx = app.db.begin().await?;
    let row = store::writable(&app, &mut *tx, &account, &id).await?;
    store::delete(&app, tx, &row.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn read(app: &App, account: &str, id: &str) -> Result<Draft> {
    let row = store::find(app, app.db.read(), account, id).await?;
    let files = match &row.application {
        None => uploads::of_draft(app, app.db.read(), id).await?,
        Some(application) => uploads::of_application(app.db.read(), application).await?,
    };
    Ok(Draft {
        answers: row.answers(app)?,
        files: files.iter().map(|file| file.info(app)).collect::<Result<_>>()?,
        saved_at: row.saved_at(),
        deleted_at: row.deleted_at(),
        today: app.clock.today(),
        step: None,
        filled: Vec::new(),
        left_over: Vec::new(),
        corrects: None,
        test_signer: false,
        id: row.id,
        service: row.service,
        version: row.version,
        sent_as: row.application,
    })
}

fn answer(draft: Draft) -> Response {
    ([(header::ETAG, version_tag(draft.version))], axum::Json(draft)).into_response()
}
