//! The office that decides on applications. Forms and terms use its calendar day.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Moscow: UTC+3, no daylight saving time.
pub const OFFSET_SECONDS: i32 = 3 * 60 * 60;

/// The calendar day of `at` at the office.
pub fn day(at: DateTime<Utc>) -> NaiveDate {
    let offset = TimeDelta::seconds(i64::from(OFFSET_SECONDS));
    at.checked_add_signed(offset).unwrap_or(at).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begins_at_midnight_in_moscow() {
        let day_of = |text: &str| day(text.parse().expect("a time")).to_string();
        assert_eq!(day_of("2027-02-01T20:59:59Z"), "2027-02-01");
        assert_eq!(day_of("2027-02-01T21:00:00Z"), "2027-02-02");
        assert_eq!(day(DateTime::<Utc>::MAX_UTC), DateTime::<Utc>::MAX_UTC.date_naive());
    }
}
