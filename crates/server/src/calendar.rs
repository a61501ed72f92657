//! The production calendar: data of the crate `holidays-ru` in the shape of the contract.

use crate::app::App;
use crate::fail::Result;
use crate::http::Id;
use axum::extract::State;
use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::calendar::{Calendars, WorkingCalendar};
use domain::wire::problem::ProblemCode;
use holidays_ru::{Federal, Resolved, flags_ymd};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Years that terms may run through: all that the crate knows or forecasts. Forecasts say so.
const YEARS: std::ops::RangeInclusive<i32> = 1993..=2100;

const DECREED: &str = "Производственный календарь Российской Федерации";
const FORECAST: &str = "Прогноз по статье 112 Трудового кодекса Российской Федерации";

/// Every year that is known.
pub(crate) fn published() -> Calendars {
    Calendars::new(YEARS.filter_map(year))
}

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// The working days of a year. `official: false` marks a forecast; 404 for a year that nobody has published.
#[utoipa::path(get, path = "/calendar/{year}", tag = "calendar", params(("year" = i32, Path)),
    responses((status = 200, body = WorkingCalendar)))]
async fn show(State(app): State<App>, Id(year): Id) -> Result<axum::Json<WorkingCalendar>> {
    let year = year.parse().ok().and_then(|year| app.calendars.year(year));
    Ok(axum::Json(year.cloned().ok_or(ProblemCode::NotFound)?))
}

fn year(year: i32) -> Option<WorkingCalendar> {
    let mut calendar = WorkingCalendar {
        year,
        source: DECREED.to_owned(),
        official: true,
        days_off: Vec::new(),
        working_weekends: Vec::new(),
        short_days: Vec::new(),
    };
    let days = NaiveDate::from_yo_opt(year, 1)?.iter_days().take_while(|day| day.year() == year);
    for day in days {
        let flags = match flags_of(day)? {
            Resolved::Fact(flags) => flags,
            Resolved::Predict(flags) => {
                FORECAST.clone_into(&mut calendar.source);
                calendar.official = false;
                flags
            }
        };
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match (flags.is_day_off(), weekend) {
            (true, false) => calendar.days_off.push(day),
            (true, true) if flags.is_holiday() => calendar.days_off.push(day),
            (false, true) => calendar.working_weekends.push(day),
            _ => {}
        }
        if flags.is_short_day() {
            calendar.short_days.push(day);
        }
    }
    Some(calendar)
}

fn flags_of(day: NaiveDate) -> Option<Resolved<holidays_ru::DayFlags>> {
    let month = u8::try_from(day.month()).ok()?;
    flags_ymd::<Federal>(day.year(), month, u8::try_from(day.day()).ok()?)
}
