//! The answers as the check page shows them.

use super::words;
use crate::i18n::tr;
use crate::platform::dates;
use domain::form::{Answer, Answers, Choice, Field, Kind};
use domain::values::{Phone, parse_date};

/// One line of the check page: what was asked, what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) label: String,
    /// Empty when there is no answer.
    pub(super) answer: String,
}

/// The lines of one field. `answers` are as typed, so that a wrong answer is seen too.
pub(super) fn lines(field: &Field, answers: &Answers) -> Vec<Line> {
    let label = words::text(&field.label);
    let part = |part: &str| answers.text(&field.path(part)).unwrap_or_default().to_owned();
    let line = |label: String, answer: String| Line { label, answer };
    match &field.kind {
        Kind::PersonName => {
            let parts = [part("surname"), part("given"), part("patronymic")];
            vec![line(label, joined(&parts, " "))]
        }
        Kind::Passport { .. } => vec![
            line(tr::passport::number_full(), part("number")),
            line(
                tr::passport::issued_full(),
                joined(&[day(&part("issued")), part("issuer")], ", "),
            ),
            line(tr::passport::department(), part("department")),
        ],
        Kind::BirthCertificate => vec![
            line(label, part("number")),
            line(
                tr::certificate::issued_full(),
                joined(&[day(&part("issued")), part("issuer")], ", "),
            ),
        ],
        Kind::Address => {
            let parts = [part("postcode"), part("region"), part("place"), part("street")];
            vec![line(label, joined(&parts, ", "))]
        }
        Kind::Choice { options } => vec![line(label, chosen(options, &[part("")]))],
        Kind::Choices { options } => vec![line(label, chosen(options, answers.many(&field.id)))],
        Kind::BirthDate | Kind::PastDate => vec![line(label, day(&part("")))],
        Kind::Phone => {
            let typed = part("");
            vec![line(label, Phone::parse(&typed).map_or(typed, |phone| phone.pretty()))]
        }
        Kind::Consent { .. } => {
            let given = matches!(answers.get(&field.id), Some(Answer::Flag(true)));
            vec![line(label, if given { tr::consent::given() } else { String::new() })]
        }
        Kind::Email
        | Kind::PersonInn
        | Kind::OrganisationInn
        | Kind::Ogrn
        | Kind::Snils
        | Kind::OmsPolicy
        | Kind::Text { .. } => vec![line(label, part(""))],
    }
}

fn joined(parts: &[String], separator: &str) -> String {
    let parts: Vec<_> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(separator)
}

fn day(typed: &str) -> String {
    parse_date(typed).map_or_else(|_| typed.to_owned(), dates::day)
}

fn chosen(options: &[Choice], values: &[String]) -> String {
    let labels: Vec<_> = options
        .iter()
        .filter(|option| values.contains(&option.value))
        .map(|option| words::text(&option.label))
        .collect();
    labels.join("\n")
}
