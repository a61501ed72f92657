use super::due::decision_by;
use super::parts::BookingStore;
use super::read::active;
use crate::auth::Signed;
use crate::cases;
use crate::fail::Result;
use crate::holds::{self, Purpose};
use crate::http::{Id, Language};
use crate::visits;
use axum::extract::State;
use domain::wire::booking::ApplicationVisit;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Returns what is needed to choose a date for an application. 404 for a service without visits.
#[utoipa::path(get, path = "/applications/{id}/visit", tag = "bookings",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = ApplicationVisit)))]
pub(super) async fn visit(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<axum::Json<ApplicationVisit>> {
    let case = cases::find(&bookings.base.db, &account, &id).await?;
    let facts = visits::facts_of(&bookings.visits, &case)?.ok_or(ProblemCode::NotFound)?;
    let now = bookings.base.clock.now();
    let mut database = bookings.base.db.read().acquire().await?;
    let hold = holds::current(&bookings.base, &mut database, &id, Purpose::Citizen).await?;
    let hold = hold.map(|held| held.hold(now));
    drop(database);
    let booking = active(&bookings, &case, &facts.patient, language).await?;
    Ok(axum::Json(ApplicationVisit {
        application: case.id.clone(),
        number: case.number.clone(),
        title: case.title()?.get(language.0).to_owned(),
        visit: facts.visit,
        line: facts.line,
        operation: facts.operation,
        region: facts.region,
        lock: facts.lock,
        booking,
        hold,
        phone: facts.phone,
        decision_by: decision_by(facts.visit, case.state(), || case.due())?,
        institution: None,
        now,
    }))
}
