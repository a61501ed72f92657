use super::parts::ApplicationStore;
use crate::auth::Signed;
use crate::cases;
use crate::fail::Result;
use crate::http::Language;
use crate::journal;
use axum::extract::State;
use domain::wire::application::Applications;
use std::sync::Arc;

/// The citizen's applications, the newest first.
#[utoipa::path(get, path = "/applications", tag = "applications", security(("session" = [])),
    responses((status = 200, body = Applications)))]
pub(super) async fn list(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    language: Language,
) -> Result<axum::Json<Applications>> {
    let as_of = *journal::position(&applications.base.db).await?.end();
    let rows = cases::of_account(&applications.base.db, &account).await?;
    let applications = rows.iter().map(|case| case.summary(language)).collect::<Result<_>>()?;
    Ok(axum::Json(Applications { applications, as_of }))
}
