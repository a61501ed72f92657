use super::vectors::{day, days, known, year_2026, year_2027};
use super::*;
use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

#[test]
fn counts_from_the_next_day() {
    for (from, n, due) in [
        ("21.11.2026", 3, "25.11.2026"),
        ("21.11.2026", 5, "27.11.2026"),
        ("21.11.2026", 10, "04.12.2026"),
        ("21.11.2026", 15, "11.12.2026"),
        ("21.11.2026", 30, "12.01.2027"),
        ("30.12.2026", 3, "13.01.2027"),
        ("30.12.2026", 10, "22.01.2027"),
        ("30.04.2026", 5, "08.05.2026"),
        ("30.10.2026", 3, "05.11.2026"),
        ("17.02.2027", 3, "20.02.2027"),
        ("18.02.2027", 3, "24.02.2027"),
        ("30.04.2027", 5, "11.05.2027"),
        ("02.11.2027", 5, "11.11.2027"),
    ] {
        let expected = Ok(Due { day: day(due), official: true });
        assert_eq!(known().add_working_days(day(from), n), expected, "{from} + {n}");
    }
}

#[test]
fn a_term_in_calendar_days_rolls_to_a_working_day() {
    let end = day("05.12.2026") + Days::new(30);
    assert_eq!(end, day("04.01.2027"));
    assert_eq!(known().roll_to_working(end), Ok(Due { day: day("11.01.2027"), official: true }));
    assert_eq!(
        known().roll_to_working(day("20.02.2027")),
        Ok(Due { day: day("20.02.2027"), official: true })
    );
}

#[test]
fn both_years_have_247_working_days() {
    for year in [2026, 2027] {
        let worked = NaiveDate::from_yo_opt(year, 1)
            .expect("a real day")
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| known().is_working(*day) == Some(true));
        assert_eq!(worked.count(), 247, "{year}");
    }
}

#[test]
fn an_unknown_year_is_not_guessed() {
    assert_eq!(known().is_working(day("03.02.2025")), None);
    assert_eq!(known().is_working(day("03.01.2028")), None);
    assert_eq!(known().add_working_days(day("30.12.2027"), 1), Err(UnknownYear { year: 2028 }));
    assert_eq!(
        known().add_working_days(day("29.12.2027"), 1).map(|due| due.day),
        Ok(day("30.12.2027"))
    );
    assert_eq!(
        known().add_working_days(day("31.12.2025"), 1),
        Ok(Due { day: day("12.01.2026"), official: true })
    );
    assert_eq!(known().add_working_days(day("31.12.2025"), 0), Err(UnknownYear { year: 2025 }));
    assert_eq!(known().roll_to_working(day("01.01.2028")), Err(UnknownYear { year: 2028 }));
    assert_eq!(
        Calendars::default().add_working_days(day("01.01.2026"), 1),
        Err(UnknownYear { year: 2026 })
    );
    assert_eq!(
        known().add_working_days(NaiveDate::MAX, 1),
        Err(UnknownYear { year: NaiveDate::MAX.year() + 1 })
    );
    assert_eq!(
        known().add_working_days(day("21.11.2026"), u32::MAX),
        Err(UnknownYear { year: 2028 })
    );
}

#[test]
fn zero_days_is_the_day_itself() {
    assert_eq!(
        known().add_working_days(day("21.11.2026"), 0),
        Ok(Due { day: day("21.11.2026"), official: true })
    );
}

#[test]
fn a_forecast_on_the_way_is_said() {
    let forecast = WorkingCalendar { official: false, ..year_2027() };
    let calendars = Calendars::new([year_2026(), forecast]);
    assert_eq!(calendars.add_working_days(day("21.11.2026"), 15).map(|due| due.official), Ok(true));
    assert_eq!(
        calendars.add_working_days(day("21.11.2026"), 30).map(|due| due.official),
        Ok(false)
    );
    let other = Calendars::new([WorkingCalendar { official: false, ..year_2026() }, year_2027()]);
    assert_eq!(other.add_working_days(day("21.11.2026"), 30).map(|due| due.official), Ok(false));
    assert_eq!(
        calendars.roll_to_working(day("31.12.2026")),
        Ok(Due { day: day("11.01.2027"), official: false })
    );
}

#[test]
fn a_year_can_be_replaced() {
    let mut calendars = Calendars::new([WorkingCalendar { official: false, ..year_2026() }]);
    calendars.insert(year_2026());
    assert_eq!(calendars, Calendars::new([year_2026()]));
    assert_eq!(calendars.year(2026).map(|year| year.official), Some(true));
}

#[test]
fn short_days_are_worked() {
    assert_eq!(year_2027().is_short(day("20.02.2027")), Some(true));
    assert_eq!(year_2027().is_short(day("19.02.2027")), Some(false));
    assert_eq!(year_2027().is_short(day("20.02.2026")), None);
}

#[test]
fn weekends_may_be_listed_as_days_off() {
    let mut year = year_2027();
    year.days_off.extend(days(2027, &["09.01", "10.01", "20.02"]));
    assert_eq!(year.is_working(day("09.01.2027")), Some(false));
    assert_eq!(year.is_working(day("20.02.2027")), Some(true), "a working weekend wins");
}

#[test]
fn travels_as_iso_dates() {
    let json = serde_json::to_value(year_2027()).expect("serialises");
    assert_eq!(json["working_weekends"][0], "2027-02-20");
    assert_eq!(serde_json::from_value::<WorkingCalendar>(json).expect("parses"), year_2027());
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (2026..=2027_i32, 1..=365_u32).prop_filter_map("a day", |(y, n)| NaiveDate::from_yo_opt(y, n))
}

proptest! {
    #[test]
    fn a_term_ends_on_a_working_day_after_exactly_n(from in any_day(), n in 1..200_u32) {
        if let Ok(due) = known().add_working_days(from, n) {
            prop_assert_eq!(known().is_working(due.day), Some(true));
            let passed = from.iter_days().skip(1).take_while(|day| *day <= due.day);
            prop_assert_eq!(passed.filter(|day| known().is_working(*day) == Some(true)).count(), n as usize);
        }
    }

    #[test]
    fn terms_add_up(from in any_day(), a in 1..60_u32, b in 1..60_u32) {
        if let Ok(whole) = known().add_working_days(from, a + b) {
            let first = known().add_working_days(from, a).expect("shorter than the whole");
            prop_assert_eq!(known().add_working_days(first.day, b).map(|due| due.day), Ok(whole.day));
        }
    }

    #[test]
    fn rolling_twice_changes_nothing(from in any_day()) {
        if let Ok(due) = known().roll_to_working(from) {
            prop_assert!(due.day >= from);
            prop_assert_eq!(known().roll_to_working(due.day), Ok(due));
        }
    }
}
