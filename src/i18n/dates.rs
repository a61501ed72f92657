//! Formats dates and times in the citizen's language. The names of months and weekdays come from the browser's `Intl`.

use crate::i18n;
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Timelike as _, Utc};
use domain::booking::{UtcOffset, local, local_day};
use js_sys::{Array, Date, Intl, Object, Reflect};
use std::cell::OnceCell;
use wasm_bindgen::JsValue;

/// No-break space: keeps a day and its month on one line. The other spaces may break, for large text on a small screen.
const SPACE: char = '\u{a0}';

/// `21 ноября 2026, 14:05`, in the browser's time zone.
pub(crate) fn moment(at: DateTime<Utc>) -> String {
    format!("{}, {}", date_of(at), time(at))
}

/// `21 ноября 2026`, in the browser's time zone.
pub(crate) fn date_of(at: DateTime<Utc>) -> String {
    let local = on_this_clock(at);
    let year = i32::try_from(local.get_full_year()).unwrap_or_default();
    let day = NaiveDate::from_ymd_opt(year, local.get_month() + 1, local.get_date());
    day_and_year(day.unwrap_or_default())
}

/// `21.11.2026`, in the browser's time zone and as dates are typed, whatever the language.
pub(crate) fn typed(at: DateTime<Utc>) -> String {
    let local = on_this_clock(at);
    format!("{:02}.{:02}.{}", local.get_date(), local.get_month() + 1, local.get_full_year())
}

/// `14:05`, in the browser's time zone and in every language, as the times of visits are.
pub(crate) fn time(at: DateTime<Utc>) -> String {
    let local = on_this_clock(at);
    format!("{:02}:{:02}", local.get_hours(), local.get_minutes())
}

/// Whether this device's time zone has the given offset at that moment.
pub(crate) fn is_local(at: DateTime<Utc>, offset: UtcOffset) -> bool {
    (on_this_clock(at).get_timezone_offset() + f64::from(offset)).abs() < 1.0
}

/// `24 ноября 2026, вторник`, whatever the browser's time zone: for labels and lists.
pub(crate) fn full_day(day: NaiveDate) -> String {
    format!("{}, {}", day_and_year(day), weekday(day))
}

/// `24 ноября 2026 (вторник)`, whatever the browser's time zone. For sentences: without parentheses the weekday would need the
/// grammatical case of the date.
pub(crate) fn full_day_in_sentence(day: NaiveDate) -> String {
    format!("{} ({})", day_and_year(day), weekday(day))
}

/// `12 января 2027`, whatever the browser's time zone.
pub(crate) fn day_and_year(day: NaiveDate) -> String {
    format!("{} {}", day_and_month(day), day.year())
}

/// `24 ноября`, whatever the browser's time zone.
pub(crate) fn day_and_month(day: NaiveDate) -> String {
    format!("{}{SPACE}{}", day.day(), name(|names| names.months_of_days.get(day.month0() as usize)))
}

/// `ноябрь 2026` of a day in it.
pub(crate) fn month(day: NaiveDate) -> String {
    format!("{} {}", name(|names| names.months.get(day.month0() as usize)), day.year())
}

/// `пн`, Monday first.
pub(crate) fn weekdays_short() -> Vec<String> {
    NAMES.with(|names| names.get_or_init(Names::new).weekdays_short.clone())
}

/// `10:30`, in the time zone with this offset.
pub(crate) fn local_time(at: DateTime<Utc>, offset: UtcOffset) -> String {
    let time = local(at, offset);
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `24 ноября 2026, вторник, 10:30`, in the institution's time zone: for labels and lists.
pub(crate) fn day_and_time(at: DateTime<Utc>, offset: UtcOffset) -> String {
    format!("{}, {}", full_day(local_day(at, offset)), local_time(at, offset))
}

/// `24 ноября 2026 (вторник), 10:30`, the same for sentences.
pub(crate) fn day_and_time_in_sentence(at: DateTime<Utc>, offset: UtcOffset) -> String {
    format!("{}, {}", full_day_in_sentence(local_day(at, offset)), local_time(at, offset))
}

/// `23 ноября, 14:00`, for a near deadline: without a year.
pub(crate) fn near_day_and_time(at: DateTime<Utc>, offset: UtcOffset) -> String {
    format!("{}, {}", day_and_month(local_day(at, offset)), local_time(at, offset))
}

/// Names of months and weekdays. Cached, because calling `Intl` for each label of a calendar takes longer than drawing it.
struct Names {
    months: Vec<String>,
    /// In the form used after a day: «ноября».
    months_of_days: Vec<String>,
    weekdays: Vec<String>,
    weekdays_short: Vec<String>,
}

thread_local! {
    static NAMES: OnceCell<Names> = const { OnceCell::new() };
}

fn name(of: impl FnOnce(&Names) -> Option<&String>) -> String {
    NAMES.with(|names| of(names.get_or_init(Names::new)).cloned().unwrap_or_default())
}

fn weekday(day: NaiveDate) -> String {
    name(|names| names.weekdays.get(day.weekday().num_days_from_monday() as usize))
}

impl Names {
    fn new() -> Self {
        // 1 January 2024 is a Monday.
        let printed = |month: u32, day: u32, style: &[(&str, &str)]| {
            let day = NaiveDate::from_ymd_opt(2024, month, day).unwrap_or_default();
            print(day.and_time(NaiveTime::MIN).and_utc(), &[style, &[("timeZone", "UTC")]].concat())
        };
        let of_day = [("day", "numeric"), ("month", "long")];
        let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace();
        Self {
            months: (1..=12).map(|month| printed(month, 1, &[("month", "long")])).collect(),
            months_of_days: (1..=12)
                .map(|month| printed(month, 1, &of_day).trim_matches(is_number).to_owned())
                .collect(),
            weekdays: (1..=7).map(|day| printed(1, day, &[("weekday", "long")])).collect(),
            weekdays_short: (1..=7).map(|day| printed(1, day, &[("weekday", "short")])).collect(),
        }
    }
}

fn print(at: DateTime<Utc>, style: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (key, value) in style {
        let _ = Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    let languages = Array::of1(&i18n::language().into());
    let format = Intl::DateTimeFormat::new(&languages, &options);
    let printed = format.format().call1(&JsValue::UNDEFINED, &on_this_clock(at));
    printed.ok().and_then(|printed| printed.as_string()).unwrap_or_default()
}

fn on_this_clock(at: DateTime<Utc>) -> Date {
    Date::new(&JsValue::from_f64(millis(at)))
}

/// Milliseconds since 1970, as JavaScript counts them. An `f64` holds every millisecond of the calendar exactly.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn millis(at: DateTime<Utc>) -> f64 {
    at.timestamp_millis() as f64
}
