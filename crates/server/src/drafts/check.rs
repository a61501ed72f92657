use super::package::read_package;
use super::parts::DraftStore;
use super::store;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::Id;
use axum::extract::State;
use domain::wire::draft::CheckResult;
use std::sync::Arc;

/// Lists everything that is missing or wrong, in the order of the form (M-13). Empty when the draft can be sent.
#[utoipa::path(post, path = "/drafts/{id}/check", tag = "drafts", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 200, body = CheckResult)))]
pub(super) async fn check(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<axum::Json<CheckResult>> {
    let mut database = drafts.base.db.read().acquire().await?;
    let row = store::find(&drafts.base, &mut *database, &account, &id).await?;
    if row.application.is_some() {
        return Ok(axum::Json(CheckResult { issues: Vec::new() }));
    }
    let package = read_package(&drafts, &mut database, &row).await?;
    Ok(axum::Json(CheckResult { issues: package.checked.issues }))
}
