use super::*;
use proptest::prelude::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a real day")
}

#[test]
fn accepts_every_usual_way_of_typing() {
    for text in [
        "21.11.2026",
        "21/11/2026",
        "21-11-2026",
        "21 11 2026",
        "21112026",
        "2026-11-21",
        " 21.11.2026 ",
        "21. 11. 2026",
        "21,11,2026",
        "21\u{A0}11\u{A0}2026",
        "21–11–2026",
        "21.11.2026.",
    ] {
        assert_eq!(parse_date(text), Ok(day(2026, 11, 21)), "{text:?}");
    }
    assert_eq!(parse_date("1.2.1980"), Ok(day(1980, 2, 1)));
    assert_eq!(parse_date("29.02.2028"), Ok(day(2028, 2, 29)));
}

#[test]
fn the_calendar_has_the_last_word() {
    for text in [
        "29.02.2027",
        "31.04.2026",
        "00.01.2026",
        "01.00.2026",
        "01.13.2026",
        "32.01.2026",
        "20261121",
        "1900-02-29",
    ] {
        assert_eq!(parse_date(text), Err(DateError::NoSuchDay), "{text:?}");
    }
}

#[test]
fn a_two_digit_year_is_ambiguous() {
    for text in ["21.11.26", "5.3.68", "5/3/68", "05 03 68", "211126", "99.99.99"] {
        assert_eq!(parse_date(text), Err(DateError::ShortYear), "{text:?}");
    }
}

#[test]
fn other_texts_are_no_dates() {
    for text in [
        "2111",
        "5.3.8",
        "5.3.968",
        "5.3.6х",
        "5-го марта 68",
        "2111268",
        "",
        " ",
        ".",
        "21 ноября 2026",
        "21.11",
        "21.11.2026.1",
        "+1.02.2026",
        "021.11.2026",
        "ббфф",
    ] {
        assert_eq!(parse_date(text), Err(DateError::Format), "{text:?}");
    }
}

#[test]
fn shown_with_dots() {
    assert_eq!(format_date(day(1980, 2, 1)), "01.02.1980");
}

#[test]
fn birth_is_between_1900_and_today() {
    let today = day(2026, 11, 21);
    assert_eq!(
        BirthDate::parse("31.12.1899", today),
        Err(DateError::TooEarly { earliest: day(1900, 1, 1) })
    );
    assert_eq!(BirthDate::parse("01.01.1900", today).map(BirthDate::date), Ok(day(1900, 1, 1)));
    assert_eq!(BirthDate::parse("21.11.2026", today).map(BirthDate::date), Ok(today));
    assert_eq!(BirthDate::parse("22.11.2026", today), Err(DateError::Future));
    assert_eq!(BirthDate::parse("29.02.2025", today), Err(DateError::NoSuchDay));
}

#[test]
fn birth_is_iso_on_the_wire_and_hidden_in_debug() {
    let born = BirthDate::parse("1.2.1980", day(2026, 1, 1)).expect("valid");
    assert_eq!(born.to_string(), "1980-02-01");
    assert_eq!(format!("{born:?}"), "BirthDate(…)");
}

#[test]
fn age_changes_on_the_birthday() {
    let born = BirthDate::new(day(2008, 11, 21), day(2026, 1, 1)).expect("valid");
    assert_eq!(born.age_on(day(2026, 11, 20)), 17);
    assert_eq!(born.age_on(day(2026, 11, 21)), 18);
    assert_eq!(born.age_on(day(2008, 11, 21)), 0);
    assert_eq!(born.age_on(day(2000, 1, 1)), 0);
}

#[test]
fn leap_day_births_turn_on_1_march_of_a_common_year() {
    let born = BirthDate::new(day(2008, 2, 29), day(2026, 1, 1)).expect("valid");
    assert_eq!(born.age_on(day(2026, 2, 28)), 17);
    assert_eq!(born.age_on(day(2026, 3, 1)), 18);
    assert_eq!(born.age_on(day(2028, 2, 29)), 20);
    assert_eq!(anniversary(born.date(), 18), day(2026, 3, 1));
    assert_eq!(anniversary(born.date(), 20), day(2028, 2, 29));
    assert_eq!(anniversary(NaiveDate::MAX, u32::MAX), NaiveDate::MAX);
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..=9999_i32, 1..=366_u32).prop_filter_map("a day", |(y, n)| NaiveDate::from_yo_opt(y, n))
}

proptest! {
    #[test]
    fn never_panics(text in ".*") {
        let _ = parse_date(&text);
    }

    #[test]
    fn never_panics_on_date_like_text(text in "[0-9./ -]{0,12}") {
        let _ = parse_date(&text);
    }

    #[test]
    fn both_forms_parse_back(day in any_day()) {
        prop_assert_eq!(parse_date(&format_date(day)), Ok(day));
        prop_assert_eq!(parse_date(&day.to_string()), Ok(day));
        prop_assert_eq!(parse_date(&format_date(day).replace('.', "")), Ok(day));
    }

    #[test]
    fn age_and_anniversary_agree(born in any_day(), years in 0..120_u32) {
        let turns = anniversary(born, years);
        let born = BirthDate(born);
        prop_assert_eq!(born.age_on(turns), years);
        if years > 0 {
            prop_assert_eq!(born.age_on(turns.pred_opt().expect("not the first day")), years - 1);
        }
    }
}
