//! The term of a case: the day by which a decision is due, and what moves it (M-31, M-32, C-10). No clock: today is an argument.

use crate::calendar::{Calendars, Due, UnknownYear};
use crate::values::DateError;
use chrono::{Days, NaiveDate};

/// The office extends a term by at most so many days from today.
const LONGEST_EXTENSION: Days = Days::new(366);

/// The day by which a decision is expected: the last day of the term or, after a later examination, the first working day after it.
///
/// # Errors
/// The working days of that year are not known.
pub fn expected(
    calendars: &Calendars,
    due: Due,
    visit: Option<NaiveDate>,
) -> Result<Due, UnknownYear> {
    let Some(visit) = visit.filter(|visit| is_beyond(due.day, *visit)) else { return Ok(due) };
    let after = calendars.add_working_days(visit, 1)?;
    Ok(Due { day: after.day, official: after.official && due.official })
}

/// Whether an examination on this day moves the day by which a decision is expected.
#[must_use]
pub fn is_beyond(due: NaiveDate, visit: NaiveDate) -> bool {
    visit >= due
}

/// Whether the office may extend a term that ends on `due` until this day: a working day after today and after the present term.
///
/// # Errors
/// Too early, too late, or a day off ([`DateError::NoSuchDay`]).
pub fn may_extend(
    calendars: &Calendars,
    due: NaiveDate,
    until: NaiveDate,
    today: NaiveDate,
) -> Result<(), DateError> {
    let after = calendars.add_working_days(due.max(today), 1);
    if let Some(earliest) = after.ok().map(|due| due.day).filter(|earliest| until < *earliest) {
        return Err(DateError::TooEarly { earliest });
    }
    if let Some(latest) = today.checked_add_days(LONGEST_EXTENSION).filter(|day| until > *day) {
        return Err(DateError::TooLate { latest });
    }
    match calendars.is_working(until) {
        Some(true) => Ok(()),
        Some(false) | None => Err(DateError::NoSuchDay),
    }
}

/// The term of another category, counted from the day of sending. What pauses and extensions have added stays, and there is at least one
/// working day left.
///
/// # Errors
/// The working days of that year are not known.
pub fn recount(
    calendars: &Calendars,
    sent: NaiveDate,
    due: NaiveDate,
    (old_days, new_days): (u16, u16),
    today: NaiveDate,
) -> Result<Due, UnknownYear> {
    let first = calendars.add_working_days(sent, old_days.into())?.day;
    let added = working_days_between(calendars, first, due);
    let counted = calendars.add_working_days(sent, u32::from(new_days) + added)?;
    let earliest = calendars.add_working_days(today, 1)?;
    Ok(if counted.day < earliest.day { earliest } else { counted })
}

/// The term after a pause. The working days that were left when the office asked are counted again from the day after the answer. At
/// least one, so that somebody has time to read the answer.
///
/// # Errors
/// The working days of that year are not known.
pub fn after_pause(
    calendars: &Calendars,
    due: NaiveDate,
    asked: NaiveDate,
    answered: NaiveDate,
) -> Result<Due, UnknownYear> {
    calendars.add_working_days(answered, working_days_between(calendars, asked, due).max(1))
}

/// Working days after `from`, up to and including `to`; 0 if that is no later.
#[must_use]
pub fn working_days_between(calendars: &Calendars, from: NaiveDate, to: NaiveDate) -> u32 {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    days.fold(0, |many, day| many + u32::from(calendars.is_working(day) == Some(true)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::vectors::{day, known};

    fn official(text: &str) -> Due {
        Due { day: day(text), official: true }
    }

    #[test]
    fn a_visit_beyond_the_term_moves_the_expected_day() {
        let expect = |visit: Option<&str>| {
            expected(&known(), official("02.12.2026"), visit.map(day)).expect("a known year")
        };
        for (visit, day) in [
            (None, "02.12.2026"),
            (Some("01.12.2026"), "02.12.2026"),
            (Some("02.12.2026"), "03.12.2026"),
            (Some("04.12.2026"), "07.12.2026"),
            (Some("31.12.2026"), "11.01.2027"),
        ] {
            assert_eq!(expect(visit), official(day), "{visit:?}");
        }
        let far = expected(&known(), official("02.12.2026"), Some(day("10.06.2031")));
        assert_eq!(far, Err(UnknownYear { year: 2031 }));
    }

    #[test]
    fn an_extension_is_a_later_working_day() {
        let may =
            |until: &str| may_extend(&known(), day("02.12.2026"), day(until), day("20.11.2026"));
        assert_eq!(may("03.12.2026"), Ok(()));
        let early = Err(DateError::TooEarly { earliest: day("03.12.2026") });
        for until in ["02.12.2026", "20.11.2026", "01.01.2020"] {
            assert_eq!(may(until), early, "{until}");
        }
        assert_eq!(may("05.12.2026"), Err(DateError::NoSuchDay), "a Saturday");
        let late = Err(DateError::TooLate { latest: day("21.11.2027") });
        assert_eq!(may("22.11.2027"), late);
        // The term is over already.
        let over = may_extend(&known(), day("02.12.2026"), day("03.12.2026"), day("03.12.2026"));
        assert_eq!(over, Err(DateError::TooEarly { earliest: day("04.12.2026") }));
    }

    #[test]
    fn another_category_keeps_the_days_that_a_pause_has_cost() {
        let sent = day("18.11.2026");
        let due = |days| known().add_working_days(sent, days).expect("a known year").day;
        let count = |due, days, today: &str| {
            recount(&known(), sent, due, days, day(today)).expect("a known year").day
        };
        assert_eq!(count(due(10), (10, 5), "19.11.2026"), due(5));
        assert_eq!(count(due(10), (10, 3), "19.11.2026"), due(3));
        assert_eq!(count(due(5), (5, 10), "19.11.2026"), due(10));
        assert_eq!(count(due(14), (10, 5), "19.11.2026"), due(9), "four days of a pause");
        assert_eq!(count(due(10), (10, 3), "30.11.2026"), day("01.12.2026"), "never in the past");
    }

    #[test]
    fn what_is_left_counts_again_from_the_answer() {
        let calendars = known();
        let (sent, asked) = (day("02.11.2026"), day("06.11.2026"));
        let due = calendars.add_working_days(sent, 10).expect("a known year").day;
        let after = |answered| after_pause(&calendars, due, asked, answered).map(|due| due.day);
        assert_eq!(after(asked), Ok(due), "an answer on the day of the question moves nothing");
        let left = working_days_between(&calendars, asked, due);
        let answered = day("16.11.2026");
        let moved = calendars.add_working_days(answered, left).expect("a known year").day;
        assert_eq!(after(answered), Ok(moved));
        let late = after_pause(&calendars, due, due, answered).map(|due| due.day);
        assert_eq!(late, Ok(day("17.11.2026")), "one day at least");
    }

    #[test]
    fn the_days_between_are_working_days() {
        let between = |from: &str, to: &str| working_days_between(&known(), day(from), day(to));
        // Friday to Friday; over the New Year holidays; on the day itself and before it.
        assert_eq!(between("20.11.2026", "27.11.2026"), 5);
        assert_eq!(between("30.12.2026", "12.01.2027"), 2);
        assert_eq!(
            (between("27.11.2026", "27.11.2026"), between("27.11.2026", "20.11.2026")),
            (0, 0)
        );
    }
}
