use super::{routes, store};
use crate::app::App;
use crate::auth::Signed;
use crate::bureau::{self, Move};
use crate::fail::Result;
use crate::http::{Id, Language};
use axum::extract::State;
use domain::wire::application::Application;

/// Takes an application back. 409 `not_allowed` once it has been decided.
#[utoipa::path(post, path = "/applications/{id}/withdraw", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Application)))]
pub(super) async fn withdraw(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<axum::Json<Application>> {
    store::find(&app, &account, &id).await?;
    bureau::apply(&app, &id, Move::Withdraw).await?;
    Ok(axum::Json(routes::read(&app, &account, &id, language).await?))
}
