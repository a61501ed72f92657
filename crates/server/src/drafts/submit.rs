use super::package::{Package, read_package};
use super::parts::DraftStore;
use super::row::DraftRow;
use super::store;
use crate::accounts;
use crate::applications::{self, NewApplication};
use crate::auth::Signed;
use crate::cases;
use crate::fail::{Fail, Result};
use crate::files::{self, FileRow};
use crate::http::precondition::check_version;
use crate::http::{Id, Language};
use crate::idempotency::{Key, ResourceKind};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::wire::draft::Sent;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Sends the draft to the bureau, once.
///
/// A repeated request with the same `Idempotency-Key` returns the same response; 409 `already_sent` with another key; 409
/// `key_reused` when the key belongs to another draft; 409 `not_allowed` when the service takes no applications today; 422
/// `invalid` with everything that is missing or wrong; 403 `account_not_confirmed` (M-02).
///
/// A correction does not create another application: the number stays, answers and files are replaced, and processing
/// resumes at once. 409 `not_allowed` when the application no longer waits for a correction.
#[utoipa::path(post, path = "/drafts/{id}/submit", tag = "drafts",
    params(
        ("id" = String, Path),
        ("If-Match" = String, Header, description = "The draft's `ETag`"),
        ("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for every attempt to send"),
    ),
    security(("session" = [])),
    responses((status = 201, body = Sent)))]
pub(super) async fn submit(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
    headers: HeaderMap,
) -> Result<(StatusCode, axum::Json<Sent>)> {
    let key = Key::required(&drafts.base.keys, &headers, ResourceKind::Application, &id)?;
    let mut tx = drafts.base.db.begin().await?;
    let sent = match key.find_created(&mut *tx, &account).await? {
        Some(created) => {
            let application = cases::by_id(&mut *tx, &created).await?;
            Sent { id: application.id, number: application.number }
        }
        None => {
            let row = store::writable(&drafts.base, &mut *tx, &account, &id).await?;
            accounts::check_confirmed(&drafts.base, &account).await?;
            check_open(&drafts, &row)?;
            check_version(&headers, row.version)?;
            let package = read_package(&drafts, &mut tx, &row).await?;
            if !package.checked.issues.is_empty() {
                return Err(Fail::Issues(ProblemCode::Invalid, package.checked.issues));
            }
            let replaced = match &row.corrects {
                Some(case) => files::of_application(&mut *tx, case).await?,
                None => Vec::new(),
            };
            let left_out: Vec<FileRow> = replaced.into_iter().chain(package.left_out).collect();
            let package = Package { left_out, ..package };
            let sent = send(&drafts, &mut tx, &row, &package, language).await?;
            key.remember(&mut tx, &account, &sent.id).await?;
            tx.commit().await?;
            let left_out: Vec<String> = package.left_out.into_iter().map(|file| file.id).collect();
            files::delete_content(&drafts.files, &left_out).await;
            drafts.wakes.journal.wake();
            sent
        }
    };
    Ok((StatusCode::CREATED, axum::Json(sent)))
}

/// The service must take applications today, except for a correction: its application was sent in time.
fn check_open(drafts: &DraftStore, row: &DraftRow) -> Result<()> {
    let office = drafts.catalogue.office(&row.service).ok_or(ProblemCode::NotFound)?;
    let is_open = row.corrects.is_some() || office.is_open(drafts.base.clock.today());
    if is_open { Ok(()) } else { Err(ProblemCode::NotAllowed.into()) }
}

async fn send(
    drafts: &DraftStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &DraftRow,
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
        Some(case) => applications::correct(&drafts.applications, tx, case, new).await?,
        None => applications::register(&drafts.applications, tx, new).await?,
    };
    files::hand_over(tx, &sent.id, &package.files, &package.left_out).await?;
    store::mark_sent(tx, row, &sent.id).await?;
    Ok(sent)
}
