use super::parts::Visits;
use super::visit_at::{VisitAt, visit_at};
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::Ids;
use crate::institutions::SlotCalendar;
use axum::extract::State;
use domain::wire::institution::Slots;
use domain::wire::problem::ProblemCode;
use domain::wire::time::parse_day;
use std::sync::Arc;

/// The slots of a day, free and taken; none for a day that is closed or outside the calendar. For a day that is open only
/// because the application holds a slot, that slot alone. 404 when `day` is not a date.
#[utoipa::path(get, path = "/applications/{id}/institutions/{institution}/days/{day}", tag = "institutions",
    params(("id" = String, Path), ("institution" = String, Path), ("day" = chrono::NaiveDate, Path)),
    security(("session" = [])), responses((status = 200, body = Slots)))]
pub(super) async fn slots(
    State(visits): State<Arc<Visits>>,
    Signed { account }: Signed,
    Ids(ids): Ids<3>,
) -> Result<axum::Json<Slots>> {
    let [id, institution, day] = ids;
    let VisitAt { institution, line, .. } = visit_at(&visits, &account, &id, &institution).await?;
    let day = parse_day(&day).ok_or(ProblemCode::NotFound)?;
    let calendar = SlotCalendar::read(&visits.institutions, institution, line, &id).await?;
    Ok(axum::Json(Slots { day, slots: calendar.slots(day) }))
}
