use super::{Package, Row, read_package, store};
use crate::app::App;
use crate::applications::{self, NewApplication};
use crate::auth::Signed;
use crate::fail::{Fail, Result};
use crate::http::precondition::check_version;
use crate::http::{Id, Language};
use crate::idempotency::{Key, Makes};
use crate::uploads::{self, FileRow};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::wire::draft::Sent;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Sends the draft to the bureau, once.
///
/// The same `Idempotency-Key` for the same draft gets the same answer again; 409 `already_sent` with another key, 409
/// `key_reused` for another draft, 409 `not_allowed` when the service takes no applications today; 422 `invalid` with
/// everything that is missing or wrong.
///
/// A draft that corrects an application does not make another: the number stays, answers and files are replaced, and
/// work goes on at once. 409 `not_allowed` when the application does not wait for a correction any more.
#[utoipa::path(post, path = "/drafts/{id}/submit", tag = "drafts",
    params(
        ("id" = String, Path),
        ("If-Match" = String, Header, description = "The draft's `ETag`"),
        ("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for every attempt to send"),
    ),
    security(("session" = [])),
    responses((status = 201, body = Sent)))]
pub(super) async fn submit(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
    headers: HeaderMap,
) -> Result<(StatusCode, axum::Json<Sent>)> {
    let key = Key::required(&app, &headers, Makes::Application, &id)?;
    let mut tx = app.db.begin().await?;
    let sent = match key.made(&mut *tx, &account).await? {
        Some(made) => {
            let application = applications::by_id(&mut *tx, &made).await?;
            Sent { id: application.id, number: application.number }
        }
        None => {
            let row = store::writable(&app, &mut *tx, &account, &id).await?;
            check_open(&app, &row)?;
            check_version(&headers, row.version)?;
            let package = read_package(&app, &mut tx, &row).await?;
            if !package.checked.issues.is_empty() {
                return Err(Fail::Issues(ProblemCode::Invalid, package.checked.issues));
            }
            let replaced = match &row.corrects {
                Some(case) => uploads::of_application(&mut *tx, case).await?,
                None => Vec::new(),
            };
            let left_out: Vec<FileRow> = replaced.into_iter().chain(package.left_out).collect();
            let package = Package { left_out, ..package };
            let sent = send(&app, &mut tx, &row, &package, language).await?;
            key.remember(&mut tx, &account, &sent.id).await?;
            tx.commit().await?;
            let left_out: Vec<String> = package.left_out.into_iter().map(|file| file.id).collect();
            uploads::forget(&app, &left_out).await;
            app.journal.wake();
            sent
        }
    };
    Ok((StatusCode::CREATED, axum::Json(sent)))
}

/// A correction goes on with what has been sent in time.
fn check_open(app: &App, row: &Row) -> Result<()> {
    let office = app.catalogue.office(&row.service).ok_or(ProblemCode::NotFound)?;
    let is_open = row.corrects.is_some() || office.is_open(app.clock.today());
    if is_open { Ok(()) } else { Err(ProblemCode::NotAllowed.into()) }
}

async fn send(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    row: &Row,
    package: &Package<'_>,
    language: Language,
) -> Result<Sent> {
    let new = NewApplication {
        account: &row.account,
        service: package.service,
        answers: &package.checked.canonical,
        language,
    };
    let sent = match &row.corrects {
        Some(case) => applications::correct(app, tx, case, new).await?,
        None => applications::register(app, tx, new).await?,
    };
    uploads::hand_over(tx, &sent.id, &package.files, &package.left_out).await?;
    store::sent(tx, row, &sent.id).await?;
    Ok(sent)
}
