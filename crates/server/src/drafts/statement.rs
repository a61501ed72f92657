//! The statement that the citizen signs (M-20, C-12).

use super::package::{Package, read_package};
use super::parts::DraftStore;
use super::row::DraftRow;
use super::store;
use crate::auth::Signed;
use crate::fail::{Fail, Result};
use crate::http::Id;
use crate::signing;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::form::{Issue, Kind};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// The statement for an electronic signature: the checked answers and the SHA-256 of every file.
///
/// Its bytes stay the same until an answer or a file changes. A signature is an XML document in the namespace
/// `urn:okno:signature:1`: `<signature><digest algorithm="SHA-256">hexadecimal</digest><key algorithm="Ed25519">public
/// key, Base64</key><value>Ed25519 signature of these bytes, Base64</value></signature>`. 422 `invalid` with everything
/// that is missing or wrong, except for signatures; 409 `already_sent`.
#[utoipa::path(get, path = "/drafts/{id}/statement.xml", tag = "drafts", params(("id" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = String, content_type = "application/xml",
        headers(("Content-Disposition" = String)))))]
pub(super) async fn statement(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    let headers = [
        (header::CONTENT_TYPE, "application/xml"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"statement.xml\""),
    ];
    Ok((headers, read(&drafts, &account, &id).await?).into_response())
}

/// The statement of a draft that can be sent but for its signatures.
pub(super) async fn read(drafts: &DraftStore, account: &str, id: &str) -> Result<String> {
    let mut database = drafts.base.db.read().acquire().await?;
    let row: DraftRow = store::writable(&drafts.base, &mut *database, account, id).await?;
    let Package { service, checked, files, .. } = read_package(drafts, &mut database, &row).await?;
    let of_signature = |issue: &Issue| {
        let field = service.field_at(issue.place());
        !issue.is_file() && field.is_some_and(|field| matches!(field.kind, Kind::Signature))
    };
    let issues: Vec<Issue> =
        checked.issues.into_iter().filter(|issue| !of_signature(issue)).collect();
    if !issues.is_empty() {
        return Err(Fail::Issues(ProblemCode::Invalid, issues));
    }
    signing::statement(&drafts.base, &row.id, service, &checked.canonical, &files)
}
