use super::facts::of;
use crate::app::App;
use crate::applications;
use crate::auth::Signed;
use crate::bookings;
use crate::fail::Result;
use crate::holds::{self, Purpose};
use crate::http::{Id, Language};
use axum::extract::State;
use domain::wire::booking::ApplicationVisit;
use domain::wire::problem::ProblemCode;

/// What is needed to choose a date for an application. 404 for a service without visits.
#[utoipa::path(get, path = "/applications/{id}/visit", tag = "bookings",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = ApplicationVisit)))]
pub(super) async fn show(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<axum::Json<ApplicationVisit>> {
    let row = applications::find(&app, &account, &id).await?;
    let facts = of(&app, &row)?.ok_or(ProblemCode::NotFound)?;
    let now = app.clock.now();
    let mut database = app.db.read().acquire().await?;
    let hold = holds::current(&app, &mut database, &id, Purpose::Citizen).await?;
    let hold = hold.map(|row| row.hold(now));
    drop(database);
    let booking = bookings::active(&app, &row, &facts.patient, language).await?;
    Ok(axum::Json(ApplicationVisit {
        application: row.id.clone(),
        number: row.number.clone(),
        title: row.title()?.get(language.0).to_owned(),
        visit: facts.visit,
        line: facts.line,
        operation: facts.operation,
        region: facts.region,
        lock: facts.lock,
        booking,
        hold,
        phone: facts.phone,
        now,
    }))
}
