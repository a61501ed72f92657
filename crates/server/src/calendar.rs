//! The production calendar: data of the crate `holidays-ru` in the shape of the contract.

use crate::app::App;
use crate::fail::Result;
use crate::http::{Id, Question};
use axum::extract::State;
use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::calendar::{Calendars, WorkingCalendar};
use domain::wire::problem::ProblemCode;
use holidays_ru::{DayFlags, Federal, FederalWithRegion, Resolved, flags_ymd, regions};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Years that terms may run through: all that the crate knows or forecasts. Forecasts say so.
const YEARS: std::ops::RangeInclusive<i32> = 1993..=2100;

const DECREED: &str = "Производственный календарь Российской Федерации";
const FORECAST: &str = "Прогноз по статье 112 Трудового кодекса Российской Федерации";

/// Says of a year, month and day what it is.
type Source = fn(i32, u8, u8) -> Option<Resolved<DayFlags>>;

macro_rules! regional {
    ($($name:literal => $region:ident,)*) => {
        /// Regions with holidays of their own, named as the crate names its modules.
        const REGIONAL: &[(&str, Source)] =
            &[$(($name, flags_ymd::<FederalWithRegion<regions::$region>>)),*];
    };
}

regional! {
    "adygea" => Adygea,
    "altai_republic" => AltaiRepublic,
    "bashkortostan" => Bashkortostan,
    "belgorod_oblast" => BelgorodOblast,
    "bryansk_oblast" => BryanskOblast,
    "buryatia" => Buryatia,
    "chechnya" => Chechnya,
    "chuvashia" => Chuvashia,
    "crimea" => Crimea,
    "dagestan" => Dagestan,
    "ingushetia" => Ingushetia,
    "irkutsk_oblast" => IrkutskOblast,
    "kabardino_balkaria" => KabardinoBalkaria,
    "kalmykia" => Kalmykia,
    "karachay_cherkessia" => KarachayCherkessia,
    "krasnodar_krai" => KrasnodarKrai,
    "mordovia" => Mordovia,
    "north_ossetia_alania" => NorthOssetiaAlania,
    "omsk_oblast" => OmskOblast,
    "penza_oblast" => PenzaOblast,
    "saratov_oblast" => SaratovOblast,
    "stavropol_krai" => StavropolKrai,
    "tatarstan" => Tatarstan,
    "tuva" => Tuva,
    "zabaykalsky_krai" => ZabaykalskyKrai,
}

/// Every year that is known.
pub(crate) fn published() -> Calendars {
    Calendars::new(YEARS.filter_map(|number| year(number, flags_ymd::<Federal>)))
}

/// Every year with the holidays of a region; `None` for a name that nobody knows.
pub(crate) fn regional(name: &str) -> Option<Calendars> {
    let (_, source) = REGIONAL.iter().find(|(known, _)| *known == name)?;
    Some(Calendars::new(YEARS.filter_map(|number| year(number, *source))))
}

pub(crate) fn is_regional(name: &str) -> bool {
    REGIONAL.iter().any(|(known, _)| *known == name)
}

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

#[derive(Debug, Deserialize)]
struct Where {
    /// The id of a region of `GET /institutions`.
    region: Option<String>,
}

/// The working days of a year, with the holidays of `region` where one is named. `official: false` marks a forecast;
/// 404 for a year that nobody has published, and for a region that is not there.
#[utoipa::path(get, path = "/calendar/{year}", tag = "calendar",
    params(("year" = i32, Path), ("region" = Option<String>, Query, description = "The id of a region of `/institutions`")),
    responses((status = 200, body = WorkingCalendar)))]
async fn show(
    State(app): State<App>,
    Id(year): Id,
    Question(Where { region }): Question<Where>,
) -> Result<axum::Json<WorkingCalendar>> {
    let calendars = match &region {
        None => &app.calendars,
        Some(region) => {
            let region = app.network.region(region).ok_or(ProblemCode::NotFound)?;
            region.calendars().unwrap_or(&app.calendars)
        }
    };
    let year = year.parse().ok().and_then(|year| calendars.year(year));
    Ok(axum::Json(year.cloned().ok_or(ProblemCode::NotFound)?))
}

fn year(year: i32, source: Source) -> Option<WorkingCalendar> {
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
        let flags = match flags_of(day, source)? {
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

fn flags_of(day: NaiveDate, source: Source) -> Option<Resolved<DayFlags>> {
    let month = u8::try_from(day.month()).ok()?;
    source(day.year(), month, u8::try_from(day.day()).ok()?)
}
