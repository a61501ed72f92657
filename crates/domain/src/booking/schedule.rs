use super::{Holiday, UtcOffset, local_day, to_utc};
use crate::calendar::Calendars;
use chrono::{DateTime, Datelike as _, Days, NaiveDate, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// Reception hours of a day, in minutes after midnight at the institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Hours {
    pub opens: u16,
    pub closes: u16,
}

/// When an institution receives visitors of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    pub utc_offset: UtcOffset,
    /// Monday to Friday; null for a day without reception. Weekends cannot be booked (S-17). A weekend day that a decree makes
    /// a working day has the hours of Friday.
    pub week: Vec<Option<Hours>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Hours>,
    /// Length of a visit, and the step from one start time to the next.
    pub minutes: u16,
    /// Calendar days from today to the first day that can be booked: 0 is today.
    pub notice_days: u16,
    /// Calendar days from today to the last day that can be booked.
    pub horizon_days: u16,
}

/// Working days at the place of an institution.
#[derive(Debug, Clone, Copy)]
pub struct WorkingDays<'a> {
    /// Calendars with the holidays of the region.
    pub regional: &'a Calendars,
    /// Calendars without regional holidays.
    pub federal: &'a Calendars,
}

/// Why a day cannot be booked. Taken slots are not a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    Weekend,
    Holiday(Holiday),
    /// A holiday of the region.
    RegionalHoliday,
    /// A day off that a decree has moved to this day.
    MovedDayOff,
    /// The institution does not receive visitors on this day.
    NoReception,
    /// The visit could not be prepared so soon, or it is too late: the day is past, or its last visit has begun.
    TooSoon,
    /// No calendar of working days is published for the year.
    UnknownYear,
    /// After the last day that can be booked now.
    TooFar,
}

/// A working day before a holiday is an hour shorter (ТК РФ, ст. 95).
const SHORTER: u16 = 60;

impl Schedule {
    /// The calendar day at the institution.
    #[must_use]
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        local_day(now, self.utc_offset)
    }

    /// The first and the last day that the calendar shows: today and the last day that can be booked.
    #[must_use]
    pub fn range(&self, now: DateTime<Utc>) -> (NaiveDate, NaiveDate) {
        let today = self.today(now);
        (today, later(today, self.horizon_days))
    }

    /// Why nothing can be booked on `day`; `None` when it is open.
    #[must_use]
    pub fn closed(
        &self,
        day: NaiveDate,
        now: DateTime<Utc>,
        days: WorkingDays<'_>,
    ) -> Option<Closed> {
        self.open_begins(day, now, days).err()
    }

    /// Start times of visits on `day` that are later than `now`, the earliest first. Empty if and only if the day is closed.
    #[must_use]
    pub fn starts(
        &self,
        day: NaiveDate,
        now: DateTime<Utc>,
        days: WorkingDays<'_>,
    ) -> Vec<DateTime<Utc>> {
        self.open_begins(day, now, days).unwrap_or_default()
    }

    /// Whether a visit can begin at `at`, if nobody else has the slot.
    #[must_use]
    pub fn offers(&self, at: DateTime<Utc>, now: DateTime<Utc>, days: WorkingDays<'_>) -> bool {
        self.starts(self.today(at), now, days).contains(&at)
    }

    /// When a visit that begins at `at` ends.
    #[must_use]
    pub fn end(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        at.checked_add_signed(TimeDelta::minutes(self.minutes.into())).unwrap_or(at)
    }

    /// Start times on an open day, at least one, or why there are none.
    fn open_begins(
        &self,
        day: NaiveDate,
        now: DateTime<Utc>,
        days: WorkingDays<'_>,
    ) -> Result<Vec<DateTime<Utc>>, Closed> {
        let (today, last) = self.range(now);
        if day > last {
            return Err(Closed::TooFar);
        }
        let begins = self.begins(day, self.hours(day, days)?);
        let latest = begins.last().copied().ok_or(Closed::NoReception)?;
        if day < later(today, self.notice_days) || latest <= now {
            return Err(Closed::TooSoon);
        }
        Ok(begins.into_iter().filter(|at| *at > now).collect())
    }

    /// Start times of visits on a day with these hours, the earliest first.
    fn begins(&self, day: NaiveDate, hours: Hours) -> Vec<DateTime<Utc>> {
        let step = self.minutes.max(1);
        let fits = |begin: &u16| {
            let end = begin.saturating_add(step);
            let meets_pause = self.pause.is_some_and(|p| p.opens.max(*begin) < p.closes.min(end));
            end <= hours.closes && !meets_pause
        };
        (hours.opens..hours.closes)
            .step_by(step.into())
            .filter(fits)
            .filter_map(|begin| day.and_hms_opt((begin / 60).into(), (begin % 60).into(), 0))
            .map(|time| to_utc(time, self.utc_offset))
            .collect()
    }

    /// The reception hours of a day, or why there are none.
    fn hours(&self, day: NaiveDate, days: WorkingDays<'_>) -> Result<Hours, Closed> {
        let year = days.regional.year(day.year()).ok_or(Closed::UnknownYear)?;
        if year.is_working(day) != Some(true) {
            return Err(why_off(day, days));
        }
        let weekday = day.weekday().num_days_from_monday().min(4) as usize;
        let hours = self.week.get(weekday).copied().flatten().ok_or(Closed::NoReception)?;
        let is_short = year.is_short(day) == Some(true);
        let closes = hours.closes.saturating_sub(if is_short { SHORTER } else { 0 });
        Ok(Hours { closes, ..hours })
    }
}

fn why_off(day: NaiveDate, days: WorkingDays<'_>) -> Closed {
    if let Some(holiday) = Holiday::on(day) {
        return Closed::Holiday(holiday);
    }
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        return Closed::Weekend;
    }
    match days.federal.is_working(day) {
        Some(true) => Closed::RegionalHoliday,
        _ => Closed::MovedDayOff,
    }
}

fn later(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}
