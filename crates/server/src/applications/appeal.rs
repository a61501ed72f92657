//! Which service takes an appeal against a decision, and until when (M-37, S-23).

use super::parts::ApplicationStore;
use crate::cases::Case;
use crate::clock::office_day;
use crate::fail::{Fail, Result};
use crate::http::Language;
use chrono::{Days, NaiveDate};
use domain::calendar::Calendars;
use domain::wire::application::{Appeal, Decision};

/// The appeal against this decision; `None` if no service takes one.
pub(super) fn appeal(
    applications: &ApplicationStore,
    case: &Case,
    decision: &Decision,
    language: Language,
) -> Result<Option<Appeal>> {
    let Some((service, days)) =
        applications.catalogue.appeal_against(&case.service, applications.base.clock.today())
    else {
        return Ok(None);
    };
    let until = last_day(&applications.calendars, office_day(decision.issued_at), days);
    let until = until.ok_or(Fail::Internal("no calendar for the term"))?;
    let days_left = (until - applications.base.clock.today()).num_days();
    Ok(Some(Appeal {
        service: service.id.clone(),
        title: service.title.get(language.0).to_owned(),
        until,
        days_left: i32::try_from(days_left).map_err(|_| Fail::Internal("a term"))?,
    }))
}

/// Last day for the appeal. The term is in calendar days from the day after the decision, which counts as received on the
/// day of its issue, and ends on a working day (ГК РФ, ст. 191 и 193). `None` beyond the calendars.
fn last_day(calendars: &Calendars, issued: NaiveDate, days: u16) -> Option<NaiveDate> {
    let last = issued.checked_add_days(Days::new(days.into()))?;
    calendars.roll_to_working(last).ok().map(|due| due.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_a_working_day() {
        let calendars = crate::calendar::published();
        let last = |issued: &str, days| {
            let last = last_day(&calendars, issued.parse().unwrap(), days);
            last.map(|day| day.to_string()).unwrap_or_default()
        };
        // 4 January falls on the holidays.
        assert_eq!(last("2026-12-05", 30), "2027-01-11");
        assert_eq!(last("2026-11-02", 30), "2026-12-02");
        assert_eq!(last("2026-11-05", 30), "2026-12-07", "a Saturday");
        assert_eq!(last("2026-11-02", 0), "2026-11-02");
        assert_eq!(last("2100-12-20", 30), "");
    }
}
