use super::{read_package, store};
use crate::app::App;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::Id;
use axum::extract::State;
use domain::wire::draft::CheckResult;

/// Everything that is missing or wrong, in the order of the form (M-13); empty when the draft can be sent.
#[utoipa::path(post, path = "/drafts/{id}/check", tag = "drafts", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 200, body = CheckResult)))]
pub(super) async fn check(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<axum::Json<CheckResult>> {
    let mut database = app.db.read().acquire().await?;
    let row = store::find(&app, &mut *database, &account, &id).await?;
    if row.application.is_some() {
        return Ok(axum::Json(CheckResult { issues: Vec::new() }));
    }
    let package = read_package(&app, &mut database, &row).await?;
    Ok(axum::Json(CheckResult { issues: package.checked.issues }))
}
