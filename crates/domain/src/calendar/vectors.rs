//! Two years of the production calendar, copied from the decrees.

use super::{Calendars, WorkingCalendar};
use chrono::NaiveDate;

/// Parses `21.11.2026`.
pub(crate) fn day(text: &str) -> NaiveDate {
    crate::values::parse_date(text).expect("a real day")
}

pub(crate) fn days(year: i32, texts: &[&str]) -> Vec<NaiveDate> {
    texts.iter().map(|text| day(&format!("{text}.{year}"))).collect()
}

/// ПП РФ 24.09.2025 № 1466.
pub(crate) fn year_2026() -> WorkingCalendar {
    WorkingCalendar {
        year: 2026,
        source: "ПП РФ 24.09.2025 № 1466".to_owned(),
        official: true,
        days_off: days(
            2026,
            &[
                "01.01", "02.01", "03.01", "04.01", "05.01", "06.01", "07.01", "08.01", "09.01",
                "23.02", "09.03", "01.05", "11.05", "12.06", "04.11", "31.12",
            ],
        ),
        working_weekends: vec![],
        short_days: days(2026, &["30.04", "08.05", "11.06", "03.11"]),
    }
}

/// ПП РФ 17.09.2026 № 1187.
pub(crate) fn year_2027() -> WorkingCalendar {
    WorkingCalendar {
        year: 2027,
        source: "ПП РФ 17.09.2026 № 1187".to_owned(),
        official: true,
        days_off: days(
            2027,
            &[
                "01.01", "02.01", "03.01", "04.01", "05.01", "06.01", "07.01", "08.01", "22.02",
                "23.02", "08.03", "03.05", "10.05", "14.06", "04.11", "05.11", "31.12",
            ],
        ),
        working_weekends: days(2027, &["20.02"]),
        short_days: days(2027, &["20.02", "30.04", "11.06", "03.11"]),
    }
}

pub(crate) fn known() -> Calendars {
    Calendars::new([year_2026(), year_2027()])
}
