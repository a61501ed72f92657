use super::parts::ApplicationStore;
use super::show;
use crate::auth::Signed;
use crate::bureau::{self, Actor, Deed, Order};
use crate::cases;
use crate::fail::Result;
use crate::http::{Id, Language};
use axum::extract::State;
use domain::case::CaseState;
use domain::wire::application::Application;
use std::sync::Arc;

/// Withdraws an application; withdrawing twice has the same effect as once. 409 `not_allowed` once it has been decided.
#[utoipa::path(post, path = "/applications/{id}/withdraw", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Application)))]
pub(super) async fn withdraw(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<axum::Json<Application>> {
    let case = cases::find(&applications.base.db, &account, &id).await?;
    if case.state() != CaseState::Withdrawn {
        let order = Order { by: Actor::Citizen, case: &id, deed: Deed::Withdraw, terms: None };
        bureau::act(&applications.bureau, order).await?;
    }
    Ok(axum::Json(show::read(&applications, &account, &id, language).await?))
}
