use super::parts::Visits;
use super::visit_at::{VisitAt, visit_at};
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::Ids;
use crate::institutions::SlotCalendar;
use axum::extract::State;
use domain::wire::institution::Days;
use std::sync::Arc;

/// The whole calendar of an institution for the visit of an application. A day with a slot that the application holds
/// stays open until the hold ends, even if the day has become too soon for others. 404 for an institution that does not
/// offer this visit.
#[utoipa::path(get, path = "/applications/{id}/institutions/{institution}/days", tag = "institutions",
    params(("id" = String, Path), ("institution" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Days)))]
pub(super) async fn days(
    State(visits): State<Arc<Visits>>,
    Signed { account }: Signed,
    Ids(ids): Ids<2>,
) -> Result<axum::Json<Days>> {
    let [id, institution] = ids;
    let VisitAt { institution, line, .. } = visit_at(&visits, &account, &id, &institution).await?;
    let calendar = SlotCalendar::read(&visits.institutions, institution, line, &id).await?;
    let (first, last) = calendar.range();
    Ok(axum::Json(Days {
        utc_offset: institution.utc_offset,
        today: first,
        first,
        last,
        days: first
            .iter_days()
            .take_while(|day| *day <= last)
            .map(|day| calendar.day(day))
            .collect(),
        now: calendar.now,
    }))
}
