//! Times and days as they are written on the wire: `2026-11-21T14:05:00.250Z` and `2026-11-21`.
//!
//! Only one form of each is parsed, not everything that RFC 3339 allows. chrono's general parser takes more wasm than
//! everything else that the first screen parses.

use crate::values::number;
use chrono::{DateTime, NaiveDate, Timelike as _, Utc};
use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

pub use crate::values::parse_day;

/// A time in UTC, with or without a fraction of a second.
#[must_use]
pub fn parse_moment(text: &str) -> Option<DateTime<Utc>> {
    let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = time.split(':');
    let mut part = || number(parts.next()?, 2);
    let (hour, minute, second) = (part()?, part()?, part()?);
    if parts.next().is_some() || fraction.is_empty() {
        return None;
    }
    let digits = fraction.get(..fraction.len().min(9))?;
    let scale = 10_u32.pow(9_u32.saturating_sub(u32::try_from(digits.len()).ok()?));
    let nanos = number(digits, digits.len())?.checked_mul(scale)?;
    Some(parse_day(day)?.and_hms_nano_opt(hour, minute, second, nanos)?.and_utc())
}

/// A time in UTC, to the millisecond.
#[must_use]
pub fn print_moment(at: DateTime<Utc>) -> String {
    let (day, time) = (at.date_naive(), at.time());
    // chrono stores a leap second as second 59 with 1000 ms or more.
    let millis = (time.nanosecond() / 1_000_000).min(999);
    format!("{day}T{:02}:{:02}:{:02}.{millis:03}Z", time.hour(), time.minute(), time.second())
}

pub(crate) mod moment {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&print_moment(*at))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<DateTime<Utc>, D::Error> {
        parse_moment(&String::deserialize(from)?)
            .ok_or_else(|| D::Error::custom("not a time in UTC"))
    }
}

pub(crate) mod moment_or_none {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(
        at: &Option<DateTime<Utc>>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => super::moment::serialize(at, to),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<DateTime<Utc>>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| parse_moment(&text).ok_or_else(|| D::Error::custom("not a time in UTC")))
            .transpose()
    }
}

pub(crate) mod day {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(day)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        parse_day(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("not a day"))
    }
}

pub(crate) mod day_or_none {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(
        day: &Option<NaiveDate>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => super::day::serialize(day, to),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| parse_day(&text).ok_or_else(|| D::Error::custom("not a day"))).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_survives_the_wire() {
        for text in
            ["2026-11-21T14:05:09.250Z", "2024-02-29T00:00:00.000Z", "1999-12-31T23:59:59.999Z"]
        {
            let at = parse_moment(text).expect("a time");
            assert_eq!(at, DateTime::parse_from_rfc3339(text).expect("a time"));
            assert_eq!(print_moment(at), text);
        }
        assert_eq!(parse_moment("2026-11-21T14:05:09Z"), parse_moment("2026-11-21T14:05:09.000Z"));
        assert_eq!(
            parse_moment("2026-11-21T14:05:09.5Z"),
            parse_moment("2026-11-21T14:05:09.500000000Z")
        );
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "Z",
            "2026-11-21",
            "2026-11-21T14:05Z",
            "2026-11-21T14:05:09",
            "2026-11-21T14:05:09+03:00",
            "2026-02-30T14:05:09Z",
            "2026-11-21T24:05:09Z",
            "2026-11-21T14:05:09.Z",
            "2026-11-21T14:05:09.½Z",
            "26-11-21T14:05:09Z",
        ] {
            assert_eq!(parse_moment(text), None, "{text}");
        }
        for text in ["", "2026-2-3", "2026-02-30", "2026-02-03-04", "２０２６-11-21"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
