mod change;
mod closed;
mod hold;
mod local;
mod nearest;
mod schedule;
mod transfer;
mod visit;
mod waiting;

use super::{Hours, Schedule, WorkingDays};
use crate::calendar::vectors::{day, days, known, year_2026};
use crate::calendar::{Calendars, WorkingCalendar};
use chrono::{DateTime, Utc};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

const fn hours(opens: u16, closes: u16) -> Hours {
    Hours { opens, closes }
}

/// Екатеринбург, 9:00 to 12:00 and 13:00 to 16:00 (15:00 on Fridays) in steps of an hour, no reception on Wednesdays.
fn schedule() -> Schedule {
    let open = Some(hours(540, 960));
    Schedule {
        utc_offset: 300,
        week: vec![open, open, None, open, Some(hours(540, 900))],
        pause: Some(hours(720, 780)),
        minutes: 60,
        notice_days: 1,
        horizon_days: 182,
    }
}

/// The federal calendar, and that of Buryatia with Сагаалган (Указ Главы Республики Бурятия от 05.12.2025 № 320).
struct Years {
    federal: Calendars,
    regional: Calendars,
}

impl Years {
    fn known() -> Self {
        let federal = known();
        let mut regional = known();
        let mut days_off = year_2026().days_off;
        days_off.extend(days(2026, &["18.02"]));
        regional.insert(WorkingCalendar { days_off, ..year_2026() });
        Self { federal, regional }
    }

    fn everywhere(&self) -> WorkingDays<'_> {
        WorkingDays { regional: &self.federal, federal: &self.federal }
    }

    fn in_buryatia(&self) -> WorkingDays<'_> {
        WorkingDays { regional: &self.regional, federal: &self.federal }
    }
}
