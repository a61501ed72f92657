//! `decision.pdf` and `report.pdf`: what was decided, and what came of it, as documents for people and screen readers.

mod text;

use super::parts::ApplicationStore;
use crate::accounts;
use crate::auth::Signed;
use crate::cases;
use crate::document;
use crate::fail::Result;
use crate::http::{Id, Language};
use axum::extract::State;
use axum::response::Response;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// The decision as tagged PDF; 404 until there is one; 403 `account_not_confirmed` (M-02).
#[utoipa::path(get, path = "/applications/{id}/decision.pdf", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf",
        headers(("Content-Disposition" = String)))))]
pub(super) async fn decision(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    accounts::check_confirmed(&applications.base, &account).await?;
    let case = cases::find(&applications.base.db, &account, &id).await?;
    let decision = case.whole_decision(&applications.base.keys, Language("ru"))?;
    let decision = decision.ok_or(ProblemCode::NotFound)?;
    let name = format!("Решение {}.pdf", decision.number);
    let ground = case.decision_body(&applications.base.keys)?.ground;
    let document = text::decision(&applications, &case, &decision, &ground).await?;
    document::download(document, "decision.pdf", &name).await
}

/// What came of what was approved, as tagged PDF; 404 until it is told; 403 `account_not_confirmed` (M-02).
#[utoipa::path(get, path = "/applications/{id}/report.pdf", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf",
        headers(("Content-Disposition" = String)))))]
pub(super) async fn report(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    accounts::check_confirmed(&applications.base, &account).await?;
    let case = cases::find(&applications.base.db, &account, &id).await?;
    let report = case.report(&applications.base.keys, Language("ru"))?;
    let report = report.ok_or(ProblemCode::NotFound)?;
    let title = report.title.clone().unwrap_or_default();
    let name = format!("{title} {}.pdf", report.number);
    let document = text::report(&applications, &case, &report, &title).await?;
    document::download(document, "report.pdf", &name).await
}
