//! Days in the texts of journal and letters.

use chrono::{Datelike as _, NaiveDate};

const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// One text in the languages of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) ru: String,
    pub(crate) en: String,
}

/// `24 ноября 2026 года` and `24 November 2026`, without breaks inside.
pub(crate) fn day(day: NaiveDate) -> Words {
    let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    Words {
        ru: format!("{}\u{A0}{month} {}\u{A0}года", day.day(), day.year()),
        en: day.format("%-d\u{A0}%B %Y").to_string(),
    }
}
