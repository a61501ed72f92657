use super::WorkingCalendar;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The known years, one calendar each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendars {
    years: Vec<WorkingCalendar>,
}

/// The day on which a term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Due {
    pub day: NaiveDate,
    /// False if a day of the term belongs to a year that has only a forecast («предварительный календарь»).
    pub official: bool,
}

/// A term runs into a year without a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnknownYear {
    pub year: i32,
}

impl Calendars {
    /// If several calendars are for one year, the last one is used.
    #[must_use]
    pub fn new(years: impl IntoIterator<Item = WorkingCalendar>) -> Self {
        let mut calendars = Self::default();
        for year in years {
            calendars.insert(year);
        }
        calendars
    }

    /// Adds a year or replaces it.
    pub fn insert(&mut self, calendar: WorkingCalendar) {
        self.years.retain(|known| known.year != calendar.year);
        self.years.push(calendar);
    }

    #[must_use]
    pub fn year(&self, year: i32) -> Option<&WorkingCalendar> {
        self.years.iter().find(|known| known.year == year)
    }

    /// Whether `day` is a working day; `None` if its year is unknown.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> Option<bool> {
        self.year(day.year())?.is_working(day)
    }

    /// The `n`th working day after `from`. Counting starts on the next day (ГК РФ, ст. 191). With `n` = 0 it is `from` itself,
    /// even if that is a day off.
    pub fn add_working_days(&self, from: NaiveDate, n: u32) -> Result<Due, UnknownYear> {
        if n == 0 {
            return self.looked_up(from).map(|(_, official)| Due { day: from, official });
        }
        self.nth_working(from.succ_opt(), n, from)
    }

    /// `day`, or the first working day after it (ГК РФ, ст. 193).
    pub fn roll_to_working(&self, day: NaiveDate) -> Result<Due, UnknownYear> {
        self.nth_working(Some(day), 1, day)
    }

    /// The `n`th working day, counting from `first`; `n` is at least 1. `first` is `None` if counting would start after
    /// chrono's last day.
    fn nth_working(
        &self,
        first: Option<NaiveDate>,
        n: u32,
        asked: NaiveDate,
    ) -> Result<Due, UnknownYear> {
        let (mut next, mut left, mut official) = (first, n, true);
        while let Some(day) = next {
            let (is_working, is_official) = self.looked_up(day)?;
            official &= is_official;
            left -= u32::from(is_working);
            if left == 0 {
                return Ok(Due { day, official });
            }
            next = day.succ_opt();
        }
        Err(UnknownYear { year: asked.year().saturating_add(1) })
    }

    /// Whether the day is a working day, and whether its calendar is official.
    fn looked_up(&self, day: NaiveDate) -> Result<(bool, bool), UnknownYear> {
        let known =
            self.year(day.year()).and_then(|year| Some((year.is_working(day)?, year.official)));
        known.ok_or(UnknownYear { year: day.year() })
    }
}
