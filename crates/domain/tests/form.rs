//! The interpreter with a real definition, and with any answers that a citizen or an attacker may send.

use chrono::NaiveDate;
use domain::form::lint::lint;
use domain::form::{
    Answer, Answers, Attached, FieldError, Issue, Publication, Service, check, visible,
};
use domain::values::{DateError, NameError, PassportError, SnilsError};
use proptest::prelude::*;

const DEFINITION: &str = include_str!("../../server/services/mse_application.json");

fn service() -> Service {
    read(DEFINITION)
}

fn read(definition: &str) -> Service {
    Publication::read(definition).expect("a definition").service
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

fn text(answers: &mut Answers, path: &str, value: &str) {
    answers.set(path, Answer::Text(value.to_owned()));
}

/// Everything that the МСЭ application asks an adult with a passport and an electronic referral.
fn complete() -> Answers {
    let mut answers = Answers::default();
    for (path, value) in [
        ("applicant", "citizen"),
        ("name.surname", " петрова-Иванова "),
        ("name.given", "Анна"),
        ("name.patronymic", "Сергеевна"),
        ("birth_date", "21.03.1968"),
        ("snils", "11223344595"),
        ("identity_kind", "passport"),
        ("passport.number", "4509123456"),
        ("passport.issued", "15.04.2013"),
        ("passport.department", "770001"),
        ("passport.issuer", "ОВД Тверского района"),
        ("phone", "8 912 345-67-89"),
        ("email", "anna@Example.ru"),
        ("address.postcode", "620 014"),
        ("address.region", "Свердловская область"),
        ("address.place", "Екатеринбург"),
        ("address.street", "ул. Мира, д. 5"),
        ("description", "Прошу установить группу."),
        ("has_referral", "electronic"),
        ("delivery_way", "archive"),
    ] {
        text(&mut answers, path, value);
    }
    answers
        .set("purposes", Answer::Many(vec!["benefits".to_owned(), "disability_group".to_owned()]));
    answers.set("consent_terms", Answer::Flag(true));
    answers.set("consent_data", Answer::Flag(true));
    answers
}

fn files() -> Vec<Attached> {
    let file = |slot: &str| Attached { slot: slot.to_owned(), bytes: 1_000 };
    vec![file("identity_scan"), file("medical")]
}

/// Pointers and errors of a check with one answer changed.
fn with(path: &str, value: &str) -> Vec<(String, FieldError)> {
    let mut answers = complete();
    text(&mut answers, path, value);
    let issues = check(&service(), &answers, &files(), today()).issues;
    issues.into_iter().map(|issue| (issue.pointer, issue.error)).collect()
}

#[test]
fn the_definition_can_be_published() {
    assert_eq!(lint(&service(), &["ru", "en"]), Vec::<String>::new());
}

#[test]
fn lint_names_the_place_of_every_fault() {
    let broken = DEFINITION
        .replacen(
            r#""field": "identity_kind", "value": "passport""#,
            r#""field": "nobody", "value": "passport""#,
            1,
        )
        .replace(r#""id": "snils_scan""#, r#""id": "medical""#)
        .replace(r#""en": "Phone""#, r#""en": " ""#);
    let faults = lint(&read(&broken), &["ru", "en"]);
    let has = |text: &str| faults.iter().any(|fault| fault.contains(text));
    assert!(has("steps/identity/fields/passport: its condition reads «nobody»"), "{faults:?}");
    assert!(has("steps/documents/documents/medical: the id is taken"), "{faults:?}");
    assert!(has("steps/contacts/fields/phone/label: no text in «en»"), "{faults:?}");
}

#[test]
fn a_misspelt_setting_is_no_default() {
    let misspelt = DEFINITION.replace(r#""optional": true"#, r#""optionnal": true"#);
    assert!(Publication::read(&misspelt).is_err());
}

#[test]
fn a_complete_package_has_a_canonical_form() {
    let checked = check(&service(), &complete(), &files(), today());
    assert_eq!(checked.issues, []);
    for (path, value) in [
        ("birth_date", "1968-03-21"),
        ("snils", "112-233-445 95"),
        ("passport.number", "4509 123456"),
        ("passport.issued", "2013-04-15"),
        ("passport.department", "770-001"),
        ("phone", "+79123456789"),
        ("email", "anna@example.ru"),
        ("address.postcode", "620014"),
    ] {
        assert_eq!(checked.canonical.text(path), Some(value), "{path}");
    }
    // The canonical order is that of the definition, not the order of ticking.
    assert_eq!(checked.canonical.many("purposes"), ["disability_group", "benefits"]);
    let again = check(&service(), &checked.canonical, &files(), today());
    assert_eq!((again.canonical, again.issues), (checked.canonical, vec![]));
}

#[test]
fn nothing_filled_in_is_named_from_top_to_bottom() {
    let issues = check(&service(), &Answers::default(), &[], today()).issues;
    let places: Vec<&str> = issues.iter().map(|issue| issue.place()).collect();
    assert_eq!(
        places[..5],
        ["applicant", "name.surname", "name.given", "name.patronymic", "birth_date"]
    );
    assert!(places.contains(&"identity_scan") && places.contains(&"consent_data"), "{places:?}");
    // Optional or hidden.
    for absent in ["inn", "oms", "passport.number", "referral_number", "work_record"] {
        assert!(!places.contains(&absent), "{absent}");
    }
}

#[test]
fn the_examination_says_what_is_wrong_with_an_answer() {
    let cases: [(&str, &str, FieldError); 9] = [
        ("name.surname", "Petrova", NameError::Latin.into()),
        ("birth_date", "31.02.1968", DateError::NoSuchDay.into()),
        ("birth_date", "21.03.2030", DateError::Future.into()),
        ("snils", "112-233-445", SnilsError::Length { found: 9 }.into()),
        ("passport.issued", "15.04.1980", PassportError::IssuedBeforeFourteen.into()),
        ("address.postcode", "62001", FieldError::Postcode),
        ("identity_kind", "library_card", FieldError::NotOffered),
        ("description", "Текст \u{202e}наоборот", FieldError::Unprintable),
        ("description", &"я".repeat(1_003), FieldError::TooLong { limit: 1_000, by: 3 }),
    ];
    for (path, value, error) in cases {
        let found = with(path, value);
        assert!(found.contains(&(format!("/answers/{path}"), error)), "{path}: {found:?}");
    }
}

#[test]
fn an_expired_passport_is_found_from_the_birth_date() {
    // Issued at 20, the citizen turned 45 in 2013.
    let found = with("passport.issued", "15.04.1988");
    assert!(
        matches!(found[..], [(_, FieldError::Passport(PassportError::Expired { .. }))]),
        "{found:?}"
    );
}

#[test]
fn what_a_condition_hides_is_neither_asked_for_nor_sent() {
    let mut answers = complete();
    text(&mut answers, "identity_kind", "birth_certificate");
    let checked = check(&service(), &answers, &files(), today());
    let places: Vec<&str> = checked.issues.iter().map(|issue| issue.place()).collect();
    assert_eq!(
        places,
        [
            "birth_certificate.number",
            "birth_certificate.issued",
            "birth_certificate.issuer",
            // The contradiction «an adult has a passport» comes after the fields of the screen.
            "identity_kind"
        ]
    );
    assert_eq!(checked.canonical.get("passport.number"), None);
}

#[test]
fn a_hidden_answer_does_not_open_what_depends_on_it() {
    let mut answers = complete();
    text(&mut answers, "has_referral", "yes");
    assert!(visible(&service(), &answers, today()).slots.contains("referral_scan"));
    text(&mut answers, "has_referral", "no");
    let visible = visible(&service(), &answers, today());
    assert!(
        !visible.fields.contains("referral_number") && !visible.slots.contains("referral_scan")
    );
}

#[test]
fn half_an_optional_answer_is_judged() {
    assert_eq!(with("inn", ""), []);
    assert_eq!(with("inn", "1234567894").len(), 1);
}

#[test]
fn a_limit_of_all_files_together_names_the_excess() {
    let mut service = service();
    service.max_total_bytes = Some(1_500);
    let issues = check(&service, &complete(), &files(), today()).issues;
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0].pointer, "/files/medical");
}

#[test]
fn answers_and_errors_are_not_printed_by_debug() {
    let printed = format!("{:?}", complete());
    assert!(!printed.contains("Анна") && !printed.contains("4509"), "{printed}");
}

#[test]
fn an_issue_survives_the_wire() {
    for (pointer, error) in
        with("snils", "112-233-445 96").into_iter().chain(with("name.given", "Ан€а"))
    {
        let issue = Issue { pointer, error };
        let json = serde_json::to_string(&issue).expect("json");
        assert_eq!(serde_json::from_str::<Issue>(&json).expect("an issue"), issue, "{json}");
    }
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let words = prop_oneof![
        Just("passport".to_owned()),
        Just("yes".to_owned()),
        Just("no".to_owned()),
        Just("21.03.2015".to_owned()),
        Just("4509 123456".to_owned()),
        "\\PC{0,40}",
        ".{0,40}",
    ];
    prop_oneof![
        any::<bool>().prop_map(Answer::Flag),
        words.clone().prop_map(Answer::Text),
        prop::collection::vec(words, 0..4).prop_map(Answer::Many),
    ]
}

proptest! {
    /// The interpreter never panics, and it accepts the canonical form of everything that it has accepted.
    #[test]
    fn any_answers_are_judged(values in prop::collection::vec(any_answer(), 60)) {
        let service = service();
        let paths: Vec<String> = service.fields().flat_map(|field| field.paths().collect::<Vec<_>>()).collect();
        let answers: Answers = paths.into_iter().zip(values).collect();
        let checked = check(&service, &answers, &files(), today());
        // A contradiction is reported at an answer that may be valid by itself.
        let alone = |issue: &&Issue| !matches!(issue.error, FieldError::Contradiction { .. });
        let wrong: Vec<&str> = checked.issues.iter().filter(alone).map(|issue| issue.place()).collect();
        for path in checked.canonical.paths() {
            prop_assert!(domain::form::shape::knows(&service, path));
            prop_assert!(!wrong.contains(&path), "{path} is right and wrong");
        }
        let again = check(&service, &checked.canonical, &files(), today());
        for path in checked.canonical.paths() {
            prop_assert_eq!(again.canonical.get(path), checked.canonical.get(path));
        }
    }

    /// Only inputs of the service are known.
    #[test]
    fn strange_paths_are_not_known(path in "[a-z_.]{0,30}") {
        let service = service();
        let known: Vec<String> = service.fields().flat_map(|field| field.paths().collect::<Vec<_>>()).collect();
        prop_assert_eq!(domain::form::shape::knows(&service, &path), known.contains(&path));
    }
}
