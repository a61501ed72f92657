use super::parts::InstitutionStore;
use crate::fail::Result;
use crate::http::{Id, Question};
use axum::extract::State;
use domain::calendar::WorkingCalendar;
use domain::wire::problem::ProblemCode;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Debug, Deserialize)]
pub(super) struct Where {
    /// The id of a region of `GET /institutions`.
    region: Option<String>,
}

/// The working days of a year, with the holidays of `region` if one is given. `official: false` marks a forecast. 404 for
/// a year without a calendar, and for an unknown region.
#[utoipa::path(get, path = "/calendar/{year}", tag = "calendar",
    params(("year" = i32, Path), ("region" = Option<String>, Query, description = "The id of a region of `/institutions`")),
    responses((status = 200, body = WorkingCalendar)))]
pub(super) async fn calendar(
    State(institutions): State<Arc<InstitutionStore>>,
    Id(year): Id,
    Question(Where { region }): Question<Where>,
) -> Result<axum::Json<WorkingCalendar>> {
    let calendars = match &region {
        None => &institutions.calendars,
        Some(region) => {
            let region = institutions.network.region(region).ok_or(ProblemCode::NotFound)?;
            region.calendars().unwrap_or(&institutions.calendars)
        }
    };
    let year = year.parse().ok().and_then(|year| calendars.year(year));
    Ok(axum::Json(year.cloned().ok_or(ProblemCode::NotFound)?))
}
