//! Date arithmetic of the calendar, without a browser.

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// The first and the last day that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

impl Range {
    pub(super) fn contains(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    pub(super) fn clamp(self, day: NaiveDate) -> NaiveDate {
        day.max(self.first).min(self.last)
    }

    /// First day of each month of the range.
    pub(super) fn months(self) -> Vec<NaiveDate> {
        let begin = first_of_month(self.first);
        (0..)
            .map_while(|n| begin.checked_add_months(Months::new(n)))
            .take_while(|month| *month <= self.last)
            .collect()
    }
}

pub(super) fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The first day of the month `by` months later.
pub(super) fn turned(month: NaiveDate, by: i32) -> NaiveDate {
    add_months(first_of_month(month), by)
}

pub(super) fn days_of(month: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first_of_month(month).iter_days().take_while(move |day| same_month(*day, month))
}

pub(super) fn same_month(one: NaiveDate, two: NaiveDate) -> bool {
    (one.year(), one.month()) == (two.year(), two.month())
}

/// Weeks of a month from Monday to Sunday; `None` in place of days of other months.
pub(super) fn weeks_of(month: NaiveDate) -> Vec<Vec<Option<NaiveDate>>> {
    let lead = first_of_month(month).weekday().num_days_from_monday() as usize;
    let mut cells: Vec<_> = vec![None; lead];
    cells.extend(days_of(month).map(Some));
    cells.resize(cells.len().div_ceil(7) * 7, None);
    cells.chunks(7).map(<[_]>::to_vec).collect()
}

/// A pressed key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Press<'a> {
    pub(super) key: &'a str,
    pub(super) shift: bool,
    pub(super) ctrl: bool,
}

/// Day that a key moves the focus to, within the range; `None` for a key that does not move it.
pub(super) fn target(
    press: Press<'_>,
    from: NaiveDate,
    range: Range,
    is_free: impl Fn(NaiveDate) -> bool,
) -> Option<NaiveDate> {
    let weekday = i64::from(from.weekday().num_days_from_monday());
    let months = if press.shift { 12 } else { 1 };
    let free = |day: &NaiveDate| is_free(*day);
    let to = match press.key {
        "Home" if press.ctrl => days_of(from).find(free)?,
        "End" if press.ctrl => days_of(from).filter(free).last()?,
        _ if press.ctrl => return None,
        "ArrowLeft" => add_days(from, -1),
        "ArrowRight" => add_days(from, 1),
        "ArrowUp" => add_days(from, -7),
        "ArrowDown" => add_days(from, 7),
        "Home" => add_days(from, -weekday),
        "End" => add_days(from, 6 - weekday),
        "PageUp" => add_months(from, -months),
        "PageDown" => add_months(from, months),
        _ => return None,
    };
    Some(range.clamp(to))
}

fn add_days(day: NaiveDate, by: i64) -> NaiveDate {
    let days = Days::new(by.unsigned_abs());
    let to = if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) };
    to.unwrap_or(day)
}

/// Clamps the day of the month: 31 → 30, 29 February → 28.
fn add_months(day: NaiveDate, by: i32) -> NaiveDate {
    let months = Months::new(by.unsigned_abs());
    let to = if by < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) };
    to.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn pressed(keys: &str, from: &str) -> String {
        let range = Range { first: day("2026-11-22"), last: day("2029-05-23") };
        let is_free = |day: NaiveDate| day.weekday().num_days_from_monday() < 5;
        let press = Press {
            key: keys.rsplit('+').next().unwrap_or_default(),
            shift: keys.contains("Shift+"),
            ctrl: keys.contains("Control+"),
        };
        target(press, day(from), range, is_free).map_or("-".to_owned(), |day| day.to_string())
    }

    #[test]
    fn keys_lead_to_days() {
        for (keys, from, to) in [
            ("ArrowRight", "2026-11-30", "2026-12-01"),
            ("ArrowLeft", "2026-12-01", "2026-11-30"),
            ("ArrowDown", "2026-12-28", "2027-01-04"),
            ("ArrowUp", "2026-12-03", "2026-11-26"),
            ("Home", "2026-12-03", "2026-11-30"),
            ("End", "2026-12-03", "2026-12-06"),
            ("PageDown", "2027-01-31", "2027-02-28"),
            ("PageDown", "2026-11-26", "2026-12-26"),
            ("PageUp", "2027-03-31", "2027-02-28"),
            ("PageDown", "2028-01-31", "2028-02-29"),
            ("Shift+PageDown", "2028-02-29", "2029-02-28"),
            ("Shift+PageUp", "2028-02-29", "2027-02-28"),
            ("Control+Home", "2027-05-20", "2027-05-03"),
            ("Control+End", "2027-05-20", "2027-05-31"),
            // The ends of the range.
            ("ArrowUp", "2026-11-24", "2026-11-22"),
            ("ArrowLeft", "2026-11-22", "2026-11-22"),
            ("Home", "2026-11-22", "2026-11-22"),
            ("Shift+PageUp", "2026-12-24", "2026-11-22"),
            ("ArrowDown", "2029-05-20", "2029-05-23"),
            ("Shift+PageDown", "2029-05-01", "2029-05-23"),
            ("Enter", "2026-12-03", "-"),
            ("Tab", "2026-12-03", "-"),
            ("Control+ArrowRight", "2026-12-03", "-"),
        ] {
            assert_eq!(pressed(keys, from), to, "{keys} from {from}");
        }
    }

    #[test]
    fn a_month_without_a_free_day_has_no_first_one() {
        let range = Range { first: day("2026-11-22"), last: day("2027-05-23") };
        let press = Press { key: "Home", shift: false, ctrl: true };
        assert_eq!(target(press, day("2026-12-03"), range, |_| false), None);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let weeks = weeks_of(day("2026-11-15"));
        assert_eq!(weeks.len(), 6);
        assert!(weeks.iter().all(|week| week.len() == 7));
        assert_eq!(weeks.first().and_then(|week| week.last()), Some(&Some(day("2026-11-01"))));
        assert_eq!(weeks.concat().into_iter().flatten().count(), 30);
        // February 2027 fills four weeks exactly.
        assert_eq!(weeks_of(day("2027-02-01")).len(), 4);
    }

    #[test]
    fn months_of_a_range() {
        let range = Range { first: day("2026-11-22"), last: day("2027-02-01") };
        let months: Vec<_> = range.months().iter().map(ToString::to_string).collect();
        assert_eq!(months, ["2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01"]);
    }
}
