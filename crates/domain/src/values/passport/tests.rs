use super::*;
use proptest::prelude::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a real day")
}

fn number(text: &str) -> Result<String, PassportError> {
    PassportNumber::parse(text).map(|p| p.to_string())
}

fn department(text: &str) -> Result<String, PassportError> {
    DepartmentCode::parse(text).map(|d| d.to_string())
}

#[test]
fn number_in_every_usual_way() {
    for text in [
        "4509 123456",
        "4509123456",
        "45 09 123456",
        "45 09 № 123456",
        "4509-123456",
        " 4509\u{A0}123456 ",
    ] {
        assert_eq!(number(text).as_deref(), Ok("4509 123456"), "{text:?}");
    }
}

#[test]
fn number_names_what_is_wrong() {
    assert_eq!(number("4509 12345О"), Err(PassportError::Characters));
    assert_eq!(number("4509 12345"), Err(PassportError::Length { found: 9, expected: 10 }));
    assert_eq!(number(""), Err(PassportError::Length { found: 0, expected: 10 }));
    assert_eq!(number("0000 123456"), Err(PassportError::Zeros));
    assert_eq!(number("4509 000000"), Err(PassportError::Zeros));
}

#[test]
fn department_in_every_usual_way() {
    for text in ["770-001", "770001", "770 001", "770–001"] {
        assert_eq!(department(text).as_deref(), Ok("770-001"), "{text:?}");
    }
    assert_eq!(department("77-001"), Err(PassportError::Length { found: 5, expected: 6 }));
    assert_eq!(department("УФМС"), Err(PassportError::Characters));
    assert_eq!(department("000-000"), Err(PassportError::Zeros));
}

#[test]
fn debug_hides_the_number() {
    assert_eq!(format!("{:?}", PassportNumber::parse("4509 123456")), "Ok(PassportNumber(…))");
    assert_eq!(format!("{:?}", DepartmentCode::parse("770-001")), "Ok(DepartmentCode(…))");
}

#[test]
fn issued_between_fourteen_and_today() {
    let (born, today) = (day(2010, 6, 15), day(2026, 11, 21));
    assert_eq!(
        check_issue(born, day(2024, 6, 14), today),
        Err(PassportError::IssuedBeforeFourteen)
    );
    assert_eq!(check_issue(born, day(2024, 6, 15), today), Ok(()));
    assert_eq!(check_issue(born, today, today), Ok(()));
    assert_eq!(check_issue(born, day(2026, 11, 22), today), Err(PassportError::IssuedInFuture));
}

#[test]
fn replaced_at_twenty() {
    let (born, issued) = (day(2006, 3, 1), day(2020, 4, 1));
    assert_eq!(check_issue(born, issued, day(2026, 2, 28)), Ok(()));
    assert_eq!(check_issue(born, issued, day(2026, 5, 30)), Ok(()), "the ninetieth day");
    let expired = Err(PassportError::Expired { since: day(2026, 5, 31) });
    assert_eq!(check_issue(born, issued, day(2026, 5, 31)), expired);
    assert_eq!(check_issue(born, day(2026, 2, 28), day(2026, 6, 30)), expired);
    assert_eq!(
        check_issue(born, day(2026, 3, 1), day(2026, 6, 30)),
        Ok(()),
        "issued on the birthday"
    );
}

#[test]
fn replaced_at_forty_five() {
    let born = day(1980, 2, 1);
    assert_eq!(check_issue(born, day(2000, 2, 1), day(2025, 5, 2)), Ok(()));
    assert_eq!(
        check_issue(born, day(2000, 2, 1), day(2026, 11, 21)),
        Err(PassportError::Expired { since: day(2025, 5, 3) })
    );
    assert_eq!(
        check_issue(born, day(2025, 2, 1), day(2070, 1, 1)),
        Ok(()),
        "the last one is for life"
    );
    assert_eq!(
        check_issue(born, day(1999, 1, 1), day(2026, 11, 21)),
        Err(PassportError::Expired { since: day(2000, 5, 2) }),
        "the first replacement missed is the one named"
    );
}

#[test]
fn leap_day_births_follow_the_rule_for_ages() {
    let born = day(2008, 2, 29);
    assert_eq!(
        check_issue(born, day(2022, 2, 28), day(2026, 1, 1)),
        Err(PassportError::IssuedBeforeFourteen)
    );
    assert_eq!(check_issue(born, day(2022, 3, 1), day(2026, 1, 1)), Ok(()));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (1900..=2100_i32, 1..=366_u32).prop_filter_map("a day", |(y, n)| NaiveDate::from_yo_opt(y, n))
}

proptest! {
    #[test]
    fn never_panics(text in ".*") {
        let _ = (PassportNumber::parse(&text), DepartmentCode::parse(&text));
    }

    #[test]
    fn canonical_parses_to_itself(series in "[1-9][0-9]{3}", rest in "[0-9]{5}[1-9]", code in "[1-9][0-9]{5}") {
        let passport = PassportNumber::parse(&format!("{series}{rest}")).expect("ten digits");
        prop_assert_eq!(PassportNumber::parse(passport.as_str()), Ok(passport));
        let department = DepartmentCode::parse(&code).expect("six digits");
        prop_assert_eq!(DepartmentCode::parse(department.as_str()), Ok(department));
    }

    #[test]
    fn an_expired_passport_stays_expired(born in any_day(), issued in any_day(), today in any_day(), later in 0..9_999_u64) {
        if let Err(PassportError::Expired { since }) = check_issue(born, issued, today) {
            prop_assert!(since <= today);
            let then = today.checked_add_days(Days::new(later)).expect("far from the end");
            prop_assert_eq!(check_issue(born, issued, then), Err(PassportError::Expired { since }));
        }
    }
}
