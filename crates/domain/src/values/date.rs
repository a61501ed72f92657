//! Dates as they are typed and shown (ДД.ММ.ГГГГ); on the wire they are ISO 8601.

use super::cyrillic::{is_dash, is_invisible, is_space};
use chrono::{Datelike, NaiveDate};
use core::fmt;
use serde::{Deserialize, Serialize};

/// Nobody alive was born earlier; also the lower bound of requirement S-19.
const EARLIEST_BIRTH: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// A day as it is stored and sent: `2026-11-21`, year 0 to 9999.
#[must_use]
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let (month, day) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    match parts.next() {
        None => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day),
        Some(_) => None,
    }
}

/// A number of exactly so many digits.
pub(crate) fn number(text: &str, digits: usize) -> Option<u32> {
    let right = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

/// Why a text is no acceptable date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateError {
    /// Not day, month and four-digit year.
    Format,
    /// Day, month and two digits of a year, whose century nobody can know: 05.03.68.
    ShortYear,
    /// Well formed, but the calendar has no such day: 29.02.2027, 31.04.2026.
    NoSuchDay,
    TooEarly {
        #[serde(with = "crate::wire::time::day")]
        earliest: NaiveDate,
    },
    TooLate {
        #[serde(with = "crate::wire::time::day")]
        latest: NaiveDate,
    },
    /// After today, where only today or the past is allowed.
    Future,
}

/// Parses ДД.ММ.ГГГГ. Also accepts one-digit days and months, `.` `/` `-` `,` and spaces between the parts, eight digits in a
/// row (21112026) and ISO 8601 (2026-11-21).
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let separates = |c| is_space(c) || is_dash(c) || matches!(c, '.' | '/' | ',');
    let visible: String = text.chars().filter(|&c| !is_invisible(c)).collect();
    let mut parts = visible.split(separates).filter(|part| !part.is_empty());
    let (day, month, year) = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) if year.len() == 4 => (day, month, year),
        (Some(day), Some(month), Some(year), None) => (day, month, year),
        (Some(run), None, None, None) if run.len() == 8 || run.len() == 6 => {
            match (run.get(..2), run.get(2..4), run.get(4..)) {
                (Some(day), Some(month), Some(year)) => (day, month, year),
                _ => return Err(DateError::Format),
            }
        }
        _ => return Err(DateError::Format),
    };
    if day.len() > 2 || month.len() > 2 {
        return Err(DateError::Format);
    }
    let number = |part: &str| {
        let all_digits = part.bytes().all(|b| b.is_ascii_digit());
        if all_digits { part.parse::<u16>().ok() } else { None }
    };
    match (number(year), number(month), number(day)) {
        (Some(_), Some(_), Some(_)) if year.len() == 2 => Err(DateError::ShortYear),
        (Some(full), Some(month), Some(day)) if year.len() == 4 => {
            NaiveDate::from_ymd_opt(i32::from(full), u32::from(month), u32::from(day))
                .ok_or(DateError::NoSuchDay)
        }
        _ => Err(DateError::Format),
    }
}

/// ДД.ММ.ГГГГ.
#[must_use]
pub fn format_date(day: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// The day on which someone born on `born` turns `years`. Someone born on 29 February turns a year older on 1 March in common
/// years, not on 28 February.
#[must_use]
pub fn anniversary(born: NaiveDate, years: u32) -> NaiveDate {
    let year = born.year().saturating_add_unsigned(years);
    NaiveDate::from_ymd_opt(year, born.month(), born.day())
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
        .unwrap_or(NaiveDate::MAX)
}

/// A birth date from 01.01.1900 to today.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthDate(NaiveDate);

impl BirthDate {
    /// Parses what [`parse_date`] accepts. `today` is the last day allowed.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, DateError> {
        Self::new(parse_date(text)?, today)
    }

    /// Checks a date that is already parsed.
    pub fn new(date: NaiveDate, today: NaiveDate) -> Result<Self, DateError> {
        if date < EARLIEST_BIRTH {
            return Err(DateError::TooEarly { earliest: EARLIEST_BIRTH });
        }
        if date > today {
            return Err(DateError::Future);
        }
        Ok(Self(date))
    }

    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// Full years on `day`; 0 before birth. For 29 February see [`anniversary`].
    #[must_use]
    pub fn age_on(self, day: NaiveDate) -> u32 {
        let before_birthday = (day.month(), day.day()) < (self.0.month(), self.0.day());
        let years =
            day.year().saturating_sub(self.0.year()).saturating_sub(i32::from(before_birthday));
        u32::try_from(years).unwrap_or(0)
    }
}

/// ISO 8601, as on the wire.
impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

#[cfg(test)]
mod tests;
