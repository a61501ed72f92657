//! Dates and times in the citizen's language, by the browser's `Intl`.

use crate::i18n;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// `21 ноября 2026 г.`, whatever the browser's time zone.
pub(crate) fn day(day: NaiveDate) -> String {
    let style = [("day", "numeric"), ("month", "long"), ("year", "numeric"), ("timeZone", "UTC")];
    print(day.and_time(NaiveTime::MIN).and_utc(), &style)
}

/// `21 ноября 2026 г. в 14:05`, in the browser's time zone.
pub(crate) fn moment(at: DateTime<Utc>) -> String {
    print(at, &[("dateStyle", "long"), ("timeStyle", "short")])
}

/// `21 ноября 2026 г.`, in the browser's time zone.
pub(crate) fn date_of(at: DateTime<Utc>) -> String {
    print(at, &[("dateStyle", "long")])
}

/// `21.11.2026`, in the browser's time zone and as dates are typed, whatever the language.
pub(crate) fn typed(at: DateTime<Utc>) -> String {
    let local = Date::new(&JsValue::from_f64(millis(at)));
    format!("{:02}.{:02}.{}", local.get_date(), local.get_month() + 1, local.get_full_year())
}

/// `14:05`, in the browser's time zone.
pub(crate) fn time(at: DateTime<Utc>) -> String {
    print(at, &[("hour", "2-digit"), ("minute", "2-digit")])
}

fn print(at: DateTime<Utc>, style: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (key, value) in style {
        let _ = Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    let languages = Array::of1(&i18n::language().into());
    let format = Intl::DateTimeFormat::new(&languages, &options);
    let date = Date::new(&JsValue::from_f64(millis(at)));
    let printed = format.format().call1(&JsValue::UNDEFINED, &date);
    printed.ok().and_then(|printed| printed.as_string()).unwrap_or_default()
}

/// Milliseconds since 1970 as JavaScript counts them: a double holds every one of the calendar exactly.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn millis(at: DateTime<Utc>) -> f64 {
    at.timestamp_millis() as f64
}
