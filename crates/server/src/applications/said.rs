//! What citizens have said of themselves in an application, as documents write it.

use crate::document::Block;
use domain::form::{Answers, Attribute, Office};
use domain::values::{address, format_date, parse_day};

/// The answer to the question for this; a name or an address in one line. `None` if it is not asked or not answered.
pub(super) fn said(office: Option<&Office>, answers: &Answers, what: Attribute) -> Option<String> {
    let mut fields = office?.prefill.iter().filter(|(_, asked)| **asked == what);
    fields.find_map(|(field, _)| one(answers, field, what)).filter(|said| !said.is_empty())
}

fn one(answers: &Answers, field: &str, what: Attribute) -> Option<String> {
    let part = |part: &str| answers.text(&format!("{field}.{part}")).unwrap_or_default();
    match what {
        Attribute::Name => {
            let parts = ["surname", "given", "patronymic"].map(part);
            Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
        }
        Attribute::Address => {
            Some(address::joined(["postcode", "region", "place", "street"].map(part)))
        }
        Attribute::BirthDate => {
            let day = answers.text(field)?;
            Some(parse_day(day).map_or_else(|| day.to_owned(), format_date))
        }
        _ => answers.text(field).map(str::to_owned),
    }
}

/// Who has applied: name, birth date, СНИЛС and address, as far as they are asked for.
pub(super) fn applicant(office: Option<&Office>, answers: &Answers) -> Vec<Block> {
    let facts = [
        ("Имя", Attribute::Name),
        ("Дата рождения", Attribute::BirthDate),
        ("СНИЛС", Attribute::Snils),
        ("Адрес", Attribute::Address),
    ];
    let known = facts.into_iter().filter_map(|(label, what)| {
        said(office, answers, what).map(|value| Block::fact(label, value))
    });
    known.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_applicant_is_written_as_on_paper() {
        let office = serde_json::json!({
            "prefill": { "who": "name", "born": "birth_date", "home": "address", "snils": "snils" }
        });
        let office: Office = serde_json::from_value(office).unwrap();
        let answers = serde_json::json!({
            "who.surname": "Петрова", "who.given": "Анна", "born": "1968-03-21", "home.postcode": "101000",
            "home.region": "Москва", "home.place": "Москва", "home.street": "улица Ленина, 1",
        });
        let answers: Answers = serde_json::from_value(answers).unwrap();
        let said = |what| said(Some(&office), &answers, what);
        assert_eq!(said(Attribute::Name).as_deref(), Some("Петрова Анна"));
        assert_eq!(said(Attribute::BirthDate).as_deref(), Some("21.03.1968"));
        assert_eq!(said(Attribute::Address).as_deref(), Some("101000, Москва, улица Ленина, 1"));
        assert_eq!((said(Attribute::Snils), said(Attribute::Inn)), (None, None));
        assert_eq!(applicant(Some(&office), &answers).len(), 3);
        assert!(applicant(None, &answers).is_empty());
    }
}
