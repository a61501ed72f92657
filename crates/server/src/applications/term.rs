//! The day by which a decision is due.

use super::parts::ApplicationStore;
use crate::clock::office_day;
use crate::fail::{Fail, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{Calendars, Due};
use domain::form::Service;

/// Counts the service's working days from the day after sending, in the office's time zone.
pub(super) fn due(
    applications: &ApplicationStore,
    service: &Service,
    now: DateTime<Utc>,
) -> Result<Due> {
    let days = service.terms.first().map_or(0, |term| term.working_days);
    count(&applications.calendars, office_day(now), u32::from(days))
}

/// Term after a pause (C-10). The working days that were left when the office asked are counted again from the day after
/// the answer. At least one, so that somebody has time to read the answer.
pub(super) fn due_after_pause(
    applications: &ApplicationStore,
    due: NaiveDate,
    asked: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Due> {
    let left = working_days_left(&applications.calendars, office_day(asked), due);
    count(&applications.calendars, office_day(now), left.max(1))
}

/// Working days after `day`, up to and including `due`.
fn working_days_left(calendars: &Calendars, day: NaiveDate, due: NaiveDate) -> u32 {
    let days = day.iter_days().skip(1).take_while(|day| *day <= due);
    days.fold(0, |left, day| left + u32::from(calendars.is_working(day) == Some(true)))
}

fn count(calendars: &Calendars, from: NaiveDate, days: u32) -> Result<Due> {
    let due = calendars.add_working_days(from, days);
    due.map_err(|_| Fail::Internal("no calendar for the term"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_that_are_left_are_working_days() {
        let calendars = crate::calendar::published();
        let left = |from: &str, due: &str| {
            working_days_left(&calendars, from.parse().unwrap(), due.parse().unwrap())
        };
        // Friday to Friday; over the New Year holidays; on the due day and after it.
        assert_eq!(left("2026-11-20", "2026-11-27"), 5);
        assert_eq!(left("2025-12-30", "2026-01-12"), 1);
        assert_eq!((left("2026-11-27", "2026-11-27"), left("2026-11-27", "2026-11-20")), (0, 0));
    }

    #[test]
    fn what_is_left_counts_again_from_the_answer() {
        let calendars = crate::calendar::published();
        let (sent, asked) = ("2026-11-02".parse().unwrap(), "2026-11-06".parse().unwrap());
        let due = count(&calendars, sent, 10).unwrap().day;
        let left = working_days_left(&calendars, asked, due);
        // An answer on the day of the question does not move the due day.
        assert_eq!(count(&calendars, asked, left).unwrap().day, due);
    }
}
