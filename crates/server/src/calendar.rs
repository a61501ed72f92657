//! The production calendar: data of the crate `holidays-ru` as the types of `domain`.

use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::calendar::{Calendars, WorkingCalendar};
use holidays_ru::{DayFlags, Federal, FederalWithRegion, Resolved, flags_ymd, regions};

/// Years in which terms can be counted: all that the crate knows or forecasts. Forecasts are marked as not official.
const YEARS: std::ops::RangeInclusive<i32> = 1993..=2100;

const DECREED: &str = "Производственный календарь Российской Федерации";
const FORECAST: &str = "Прогноз по статье 112 Трудового кодекса Российской Федерации";

/// Looks a day up by year, month and day.
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

/// The federal calendars of all years.
pub(crate) fn published() -> Calendars {
    Calendars::new(YEARS.filter_map(|number| year(number, flags_ymd::<Federal>)))
}

/// The calendars of all years with the holidays of a region; `None` for an unknown name.
pub(crate) fn regional(name: &str) -> Option<Calendars> {
    let (_, source) = REGIONAL.iter().find(|(known, _)| *known == name)?;
    Some(Calendars::new(YEARS.filter_map(|number| year(number, *source))))
}

pub(crate) fn is_regional(name: &str) -> bool {
    REGIONAL.iter().any(|(known, _)| *known == name)
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
