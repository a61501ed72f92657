//! Random answers: valid answers to everything that the form asks for, some of them changed afterwards.

use super::super::folder::today;
use domain::form::{Answer, Answers, Field, Kind, Service, shape, visible};
use proptest::prelude::*;
use proptest::sample::{Index, select};

pub(super) fn any_answer() -> impl Strategy<Value = (Index, String, bool)> {
    let texts = [
        "a",
        "b",
        "c",
        "z",
        "",
        "21.03.1968",
        "2026-11-20",
        "21.11.2030",
        "21.11.2012",
        "Анна",
        "4509 123456",
        "112-233-445 95",
        "+79123456789",
        "770-001",
        "620014",
        "II-МЮ 123456",
        "<Signature/>",
    ];
    (
        any::<Index>(),
        prop_oneof![9 => select(texts.to_vec()).prop_map(str::to_owned), 1 => ".{0,10}"],
        any::<bool>(),
    )
}

/// Answers that a draft of the service may contain: valid ones to everything that the form asks for, some changed afterwards.
pub(super) fn answers(service: &Service, values: &[(Index, String, bool)]) -> Answers {
    let mut answers = Answers::default();
    // An answer can make more fields visible, whose answers can do the same.
    for _ in 0..3 {
        let seen = visible(service, &answers, today());
        for path in paths(service) {
            let field = service.field_at(&path).expect("a field");
            if seen.fields.contains(&field.id) && answers.get(&path).is_none() {
                let (pick, ..) = &values[path.len() % values.len()];
                answers.set(&path, right(&field, &path, pick));
            }
        }
    }
    let paths = paths(service);
    for (at, text, flag) in &values[1..] {
        let path = at.get(&paths);
        let shapes = [
            Answer::Text(text.clone()),
            Answer::Many(vec![text.clone(), "b".to_owned()]),
            Answer::Many(if *flag { vec!["1".to_owned(), "7".to_owned()] } else { Vec::new() }),
            Answer::Flag(*flag),
        ];
        if let Some(answer) = shapes.into_iter().find(|answer| shape::fits(service, path, answer)) {
            answers.set(path, answer);
        }
    }
    answers
}

/// The inputs of a service; a group has two entries.
fn paths(service: &Service) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    for field in service.fields() {
        paths.extend(field.paths());
        for key in ["1", "7"] {
            paths.extend(
                field.entry(key).iter().flat_map(|inner| inner.paths().collect::<Vec<_>>()),
            );
        }
    }
    paths
}

fn right(field: &Field, path: &str, pick: &Index) -> Answer {
    let input = path.rsplit('.').next().unwrap_or_default();
    Answer::Text(
        match (&field.kind, input) {
            (Kind::Choices { options }, _) => {
                return Answer::Many(vec![pick.get(options).value.clone()]);
            }
            (Kind::Choice { options }, _) => return Answer::Text(pick.get(options).value.clone()),
            (Kind::Group { .. }, _) => return Answer::Many(vec!["1".to_owned(), "7".to_owned()]),
            (Kind::Consent { .. }, _) => return Answer::Flag(true),
            (_, "no_patronymic") => return Answer::Flag(false),
            (Kind::BirthDate, _) => *pick.get(&["21.03.1968", "5.6.1970", "1981-02-03"]),
            (Kind::ValidUntil, _) => "21.11.2030",
            (Kind::Passport { .. }, "number") => *pick.get(&["4509 123456", "4509123456"]),
            (Kind::Passport { .. }, "issued") => "15.11.2026",
            (Kind::Passport { .. }, "department") => "770001",
            (Kind::BirthCertificate, "number") => "II-МЮ 123456",
            (Kind::Address, "postcode") => "620 014",
            (Kind::PersonName, _) => *pick.get(&["Анна", "анна"]),
            (Kind::Snils, _) => *pick.get(&["112-233-445 95", "11223344595"]),
            (Kind::Phone, _) => *pick.get(&["+79123456789", "8 (912) 345-67-89"]),
            (Kind::Signature, _) => "<Signature/>",
            (kind, _)
                if kind.is_date(input)
                    || matches!(kind, Kind::PastDate | Kind::IssueDate { .. }) =>
            {
                *pick.get(&["20.11.2026", "2026-11-01", "1.11.2026"])
            }
            _ => *pick.get(&["а", "б", " а "]),
        }
        .to_owned(),
    )
}
