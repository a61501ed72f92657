//! Times as messages and letters write them, by the clocks of the institution.

use chrono::{DateTime, Datelike as _, Utc};
use domain::booking::{UtcOffset, local};

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

/// `24 ноября 2026 года, 10:30` and `24 November 2026, 10:30`.
pub(super) struct Moment {
    pub(super) ru: String,
    pub(super) en: String,
}

pub(super) fn moment(at: DateTime<Utc>, offset: UtcOffset) -> Moment {
    let at = local(at, offset);
    let month = MONTHS.get(at.month0() as usize).copied().unwrap_or_default();
    Moment {
        ru: format!("{}\u{A0}{month} {}\u{A0}года, {}", at.day(), at.year(), at.format("%H:%M")),
        en: at.format("%-d\u{A0}%B %Y, %H:%M").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_as_the_clocks_there_show_it() {
        let told = |at: &str, offset| moment(at.parse().unwrap(), offset);
        assert_eq!(told("2026-11-24T05:30:00Z", 300).ru, "24\u{A0}ноября 2026\u{A0}года, 10:30");
        assert_eq!(told("2026-12-31T21:05:00Z", 720).en, "1\u{A0}January 2027, 09:05");
    }
}
