//! Writes times in the texts of journal and letters, in the institution's local time.

pub(super) use crate::cases::Words;

use crate::cases::day_words;
use chrono::{DateTime, Utc};
use domain::booking::{UtcOffset, from_moscow, local};

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
        (day_words(at.date()), at.format("%H:%M").to_string())
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
