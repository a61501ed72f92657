use super::*;
use crate::form::{FieldError, Issue};
use crate::values::{DateError, PassportError};

fn day(text: &str) -> NaiveDate {
    parse_day(text).expect("a day")
}

fn maria() -> Person {
    Person {
        name: PersonName {
            surname: "Кузнецова".to_owned(),
            given: "Мария".to_owned(),
            patronymic: None,
        },
        birth_date: Some("1968-03-21".to_owned()),
        passport: Some(Passport {
            number: "4509 123456".to_owned(),
            issued: "2013-04-15".to_owned(),
            department: "770-001".to_owned(),
            issuer: "ОВД района Арбат города Москвы".to_owned(),
        }),
        snils: Some("112-233-445 95".to_owned()),
        inn: Some("123456789047".to_owned()),
        oms: Some("1234567890123452".to_owned()),
        address: Some(Address {
            postcode: "620014".to_owned(),
            region: "Свердловская область".to_owned(),
            place: "Екатеринбург".to_owned(),
            street: "ул. Мира, д. 5, кв. 12".to_owned(),
        }),
    }
}

fn checked(person: &Person) -> Checked {
    check(&answers(person), &[], day("2026-11-21"))
}

fn found(person: &Person) -> Vec<Issue> {
    checked(person).issues
}

#[test]
fn what_is_right_comes_back_as_it_was() {
    let nobody = Person { name: maria().name, ..Person::default() };
    let with_patronymic = Person {
        name: PersonName { patronymic: Some("Павловна".to_owned()), ..maria().name },
        ..maria()
    };
    for one in [maria(), nobody, with_patronymic] {
        let checked = checked(&one);
        assert_eq!(checked.issues, []);
        assert!(person(&checked.canonical, &[], &Person::default()) == one);
    }
}

#[test]
fn empty_texts_clear_what_is_optional() {
    let blank = Person {
        birth_date: Some(" ".to_owned()),
        passport: Some(Passport::default()),
        snils: Some(String::new()),
        inn: Some(String::new()),
        oms: Some(String::new()),
        address: Some(Address::default()),
        ..maria()
    };
    let checked = checked(&blank);
    assert_eq!(checked.issues, []);
    let kept = person(&checked.canonical, &[], &maria());
    assert!(kept == Person { name: maria().name, ..Person::default() });
}

#[test]
fn half_a_passport_or_address_is_none() {
    let halves = Person {
        passport: Some(Passport { number: "4509 123456".to_owned(), ..Passport::default() }),
        address: Some(Address { street: "ул. Мира, 5".to_owned(), ..Address::default() }),
        ..maria()
    };
    let missing = |path: &str| Issue::answer(path, FieldError::Missing);
    let paths = ["passport.issued", "passport.department", "passport.issuer"];
    let paths = paths.into_iter().chain(["address.postcode", "address.region", "address.place"]);
    assert_eq!(found(&halves), paths.map(missing).collect::<Vec<_>>());
}

#[test]
fn days_are_judged_together() {
    let with = |birth_date: &str, issued: &str| {
        let passport =
            maria().passport.map(|passport| Passport { issued: issued.to_owned(), ..passport });
        found(&Person { birth_date: Some(birth_date.to_owned()), passport, ..maria() })
    };
    let issued = |error: FieldError| vec![Issue::answer("passport.issued", error)];
    assert_eq!(with("1968-03-21", "2026-11-22"), issued(DateError::Future.into()));
    assert_eq!(
        with("2010-01-01", "2023-12-31"),
        issued(PassportError::IssuedBeforeFourteen.into())
    );
    assert_eq!(with("2010-01-01", "2024-01-01"), []);
    assert_eq!(
        with("2026-11-22", "2013-04-15"),
        [Issue::answer("birth_date", DateError::Future)],
        "and a wrong birth date blames no passport"
    );
}

#[test]
fn an_expired_passport_is_kept_and_only_warned_of() {
    let issued = |issued: &str| {
        let passport =
            maria().passport.map(|passport| Passport { issued: issued.to_owned(), ..passport });
        Person { passport, ..maria() }
    };
    let old = issued("2013-03-20");
    let checked = checked(&old);
    assert_eq!(checked.issues, []);
    assert!(person(&checked.canonical, &[], &Person::default()) == old);
    let today = day("2026-11-21");
    assert_eq!(expired_since(&answers(&old), today), Some(day("2013-06-20")));
    assert_eq!(expired_since(&answers(&maria()), today), None);
    assert_eq!(expired_since(&answers(&Person { birth_date: None, ..old }), today), None);
}

#[test]
fn what_is_fixed_is_neither_judged_nor_changed() {
    let foreign = PersonName { surname: "O’Neil".to_owned(), ..maria().name };
    let before = Person { name: foreign, ..maria() };
    let fixed = [Attribute::Name, Attribute::BirthDate, Attribute::Snils];
    let wanted = Person { birth_date: None, snils: None, inn: None, ..before.clone() };
    let checked = check(&answers(&wanted), &fixed, day("2026-11-21"));
    assert_eq!(checked.issues, []);
    assert!(person(&checked.canonical, &fixed, &before) == Person { inn: None, ..before });
}

#[test]
fn nothing_personal_is_printed() {
    let printed = format!("{:?}", maria());
    assert_eq!(printed, "Person(…)");
    let Person { name, passport, address, .. } = maria();
    let printed = format!("{name:?} {passport:?} {address:?}");
    assert_eq!(printed, "PersonName(…) Some(Passport(…)) Some(Address(…))");
}
