//! The usual spelling of a valid answer. The screen accepts any form and then shows this one.

use super::{Answers, Checked, Field, Kind, check_field};
use crate::values::{Phone, format_date, parse_day};
use chrono::NaiveDate;

/// The usual spelling of the answer at `path`, an input of `field`. `None` if the answer is invalid or must not be rewritten,
/// for example free text.
pub fn tidy(field: &Field, path: &str, answers: &Answers, today: NaiveDate) -> Option<String> {
    let mut checked = Checked::default();
    check_field(field, answers, today, &mut checked);
    let canonical = checked.canonical.text(path)?;
    let input = path.strip_prefix(field.id.as_str())?.trim_start_matches('.');
    match (&field.kind, input) {
        (Kind::Text { .. } | Kind::Choice { .. } | Kind::Signature, _) | (_, "issuer") => None,
        _ => Some(written(&field.kind, input, canonical)),
    }
}

/// How people write a canonical answer: days as ДД.ММ.ГГГГ, phones in groups.
pub fn written(kind: &Kind, input: &str, canonical: &str) -> String {
    let as_is = || canonical.to_owned();
    match kind {
        // Plain spaces, because the citizen edits this text.
        Kind::Phone => Phone::parse(canonical)
            .map_or_else(|_| as_is(), |phone| phone.pretty().replace('\u{a0}', " ")),
        _ if kind.is_date(input) => parse_day(canonical).map_or_else(as_is, format_date),
        _ => as_is(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Answer, Text};

    fn tidied(kind: Kind, input: &str, typed: &str) -> Option<String> {
        let field = Field {
            id: "f".to_owned(),
            kind,
            label: Text::default(),
            hint: None,
            optional: false,
            when: None,
        };
        let path = field.path(input);
        let answers = [(path.clone(), Answer::Text(typed.to_owned()))].into_iter().collect();
        tidy(&field, &path, &answers, NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"))
    }

    #[test]
    fn right_answers_are_written_as_people_write_them() {
        let passport = || Kind::Passport { born: None };
        for (kind, input, typed, written) in [
            (Kind::Phone, "", "89123456789", "+7 912 345-67-89"),
            (Kind::BirthDate, "", "21031968", "21.03.1968"),
            (Kind::Snils, "", "11223344595", "112-233-445 95"),
            (passport(), "number", "4509123456", "4509 123456"),
            (passport(), "issued", "2013-4-5", "05.04.2013"),
            (Kind::Decision, "received", "1/2/2026", "01.02.2026"),
        ] {
            assert_eq!(tidied(kind, input, typed).as_deref(), Some(written), "{typed}");
        }
    }

    #[test]
    fn wrong_answers_and_own_words_stay() {
        assert_eq!(tidied(Kind::Phone, "", "912"), None);
        assert_eq!(tidied(Kind::BirthDate, "", "31.02.1968"), None);
        assert_eq!(tidied(Kind::Text { max: 10, long: false }, "", " a "), None);
        assert_eq!(tidied(Kind::Passport { born: None }, "issuer", " ОВД "), None);
    }
}
