//! Formats answers for the check page.

use super::words;
use crate::i18n::dates;
use crate::i18n::tr;
use domain::form::{Answer, Answers, Choice, Field, Kind, Text, Visible};
use domain::values::{Phone, address, parse_date};

/// One line of the check page: question and answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) label: String,
    /// Empty if there is no answer.
    pub(super) answer: String,
}

/// The lines of one field. `answers` are as typed, so wrong ones show too. With `asked`, entries of a group show only
/// their visible fields.
pub(super) fn lines(field: &Field, answers: &Answers, asked: Option<&Visible>) -> Vec<Line> {
    let label = words::text(&field.label);
    let part = |part: &str| answers.text(&field.path(part)).unwrap_or_default().to_owned();
    let line = |label: String, answer: String| Line { label, answer };
    match &field.kind {
        Kind::PersonName => {
            let patronymic = if answers.flag(&field.path("no_patronymic")) {
                tr::name::none()
            } else {
                part("patronymic")
            };
            let parts = [part("surname"), part("given"), patronymic];
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
            vec![line(label, address::joined(parts.each_ref().map(String::as_str)))]
        }
        Kind::Choice { options } => vec![line(label, chosen(options, &[part("")]))],
        Kind::Choices { options } => vec![line(label, chosen(options, answers.many(&field.id)))],
        Kind::Decision => vec![
            line(tr::decision::number_full(), part("number")),
            line(tr::decision::issued_full(), day(&part("issued"))),
            line(tr::decision::received_full(), day(&part("received"))),
        ],
        Kind::Group { item, .. } => entries(field, item, answers, asked),
        Kind::Signature => {
            let is_signed = !part("").is_empty();
            vec![line(label, if is_signed { tr::signature::signed() } else { String::new() })]
        }
        Kind::BirthDate | Kind::PastDate | Kind::IssueDate { .. } | Kind::ValidUntil => {
            vec![line(label, day(&part("")))]
        }
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

/// The lines of every entry of a group; each label begins with the name of the entry.
fn entries(group: &Field, item: &Text, answers: &Answers, asked: Option<&Visible>) -> Vec<Line> {
    let mut all = Vec::new();
    for (index, key) in group.entries(answers).iter().enumerate() {
        let name = words::entry_name(item, index);
        let is_asked = |field: &&Field| asked.is_none_or(|asked| asked.fields.contains(&field.id));
        for field in group.entry(key).iter().filter(is_asked) {
            for line in lines(field, answers, asked) {
                all.push(Line {
                    label: tr::group::Line { entry: &name, label: &line.label }.text(),
                    ..line
                });
            }
        }
    }
    all
}

fn joined(parts: &[String], separator: &str) -> String {
    let parts: Vec<_> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(separator)
}

fn day(typed: &str) -> String {
    parse_date(typed).map_or_else(|_| typed.to_owned(), dates::day_and_year)
}

fn chosen(options: &[Choice], values: &[String]) -> String {
    let labels: Vec<_> = options
        .iter()
        .filter(|option| values.contains(&option.value))
        .map(|option| words::text(&option.label))
        .collect();
    labels.join("\n")
}
