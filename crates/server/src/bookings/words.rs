//! Writes times in the texts of journal and letters, in the institution's local time.

use chrono::{DateTime, Datelike as _, Utc};
use domain::booking::{UtcOffset, from_moscow, local};

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
pub(super) struct Words {
    pub(super) ru: String,
    pub(super) en: String,
}

/// Local time of an institution, by its offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LocalTime(pub(super) UtcOffset);

impl LocalTime {
    /// `24 ноября 2026 года в 10:30` and `24 November 2026 at 10:30`: when something happens.
    pub(super) fn at(self, at: DateTime<Utc>) -> Words {
        let (day, time) = self.day_and_time(at);
        Words { ru: format!("{} в\u{A0}{time}", day.ru), en: format!("{} at\u{A0}{time}", day.en) }
    }

    /// `10:30 24 ноября 2026 года` and `10:30 on 24 November 2026`: a deadline, after «до» and “until”.
    pub(super) fn by(self, at: DateTime<Utc>) -> Words {
        let (day, time) = self.day_and_time(at);
        Words { ru: format!("{time} {}", day.ru), en: format!("{time} on {}", day.en) }
    }

    /// Names the time zone, at the end of a message with a time.
    pub(super) fn zone(self) -> Words {
        let hours = from_moscow(self.0);
        Words {
            ru: format!("Время местное (МСК{hours})."),
            en: format!("The time is local (MSK{hours})."),
        }
    }

    fn day_and_time(self, at: DateTime<Utc>) -> (Words, String) {
        let at = local(at, self.0);
        let month = MONTHS.get(at.month0() as usize).copied().unwrap_or_default();
        let day = Words {
            ru: format!("{}\u{A0}{month} {}\u{A0}года", at.day(), at.year()),
            en: at.format("%-d\u{A0}%B %Y").to_string(),
        };
        (day, at.format("%H:%M").to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_local_time() {
        let (at, local) = ("2026-11-24T05:30:00Z".parse().unwrap(), LocalTime(300));
        assert_eq!(local.at(at).ru, "24\u{A0}ноября 2026\u{A0}года в\u{A0}10:30");
        assert_eq!(local.by(at).ru, "10:30 24\u{A0}ноября 2026\u{A0}года");
        assert_eq!(local.by(at).en, "10:30 on 24\u{A0}November 2026");
        assert_eq!(local.zone().ru, "Время местное (МСК+2).");
        let (at, local) = ("2026-12-31T21:05:00Z".parse().unwrap(), LocalTime(720));
        assert_eq!(local.at(at).en, "1\u{A0}January 2027 at\u{A0}09:05");
        assert_eq!(LocalTime(180).zone().en, "The time is local (MSK).");
    }
}
