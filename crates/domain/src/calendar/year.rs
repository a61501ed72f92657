use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// One year of the production calendar: what differs from «Monday to Friday, whole days».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkingCalendar {
    pub year: i32,
    /// The act or data that the calendar comes from.
    pub source: String,
    /// True if the calendar is decreed, false if it is a forecast.
    pub official: bool,
    /// Days off; ordinary weekends may be left out.
    pub days_off: Vec<NaiveDate>,
    /// Saturdays and Sundays that are working days.
    pub working_weekends: Vec<NaiveDate>,
    /// Working days that are an hour shorter (ТК РФ, ст. 95).
    pub short_days: Vec<NaiveDate>,
}

impl WorkingCalendar {
    /// Whether `day` is a working day; `None` for a day of another year.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> Option<bool> {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let is_worked = if is_weekend {
            self.working_weekends.contains(&day)
        } else {
            !self.days_off.contains(&day)
        };
        (day.year() == self.year).then_some(is_worked)
    }

    /// Whether `day` is a working day and an hour shorter; `None` for a day of another year.
    #[must_use]
    pub fn is_short(&self, day: NaiveDate) -> Option<bool> {
        self.is_working(day).map(|is_worked| is_worked && self.short_days.contains(&day))
    }
}
