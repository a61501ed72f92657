use super::parts::ApplicationStore;
use super::referral;
use super::stages::is_ready_to_plan;
use crate::auth::Signed;
use crate::bookings;
use crate::cases::{self, Case};
use crate::fail::Result;
use crate::http::Language;
use crate::journal;
use crate::messages;
use axum::extract::State;
use domain::wire::application::Applications;
use std::collections::HashMap;
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
    let unread = messages::unread_of_account(applications.base.db.read(), &account).await?;
    let unread: HashMap<String, u32> = unread.into_iter().collect();
    let unseen = cases::unseen(&applications.base.db, &account).await?;
    let with_date = bookings::applications_with_date(&applications.bookings, &account).await?;
    let summary = |case: &Case| {
        let mut summary = case.summary(&applications.cases, language)?;
        let office = applications.catalogue.office(&case.service);
        let visit = office.and_then(|office| office.visit.as_ref()).map(|plan| plan.kind);
        let has_date = with_date.contains(&case.id);
        summary.ready_to_plan = is_ready_to_plan(case.state(), visit, has_date);
        summary.has_referral = referral::exists(&applications, case)?;
        summary.unread = unread.get(&case.id).copied().unwrap_or_default();
        summary.unseen = unseen.get(&case.id).copied().unwrap_or_default();
        Ok(summary)
    };
    let applications = rows.iter().map(summary).collect::<Result<_>>()?;
    Ok(axum::Json(Applications { applications, as_of }))
}
