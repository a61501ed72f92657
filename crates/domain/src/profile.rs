//! The profile is a form of a few fields: the same kinds, the same checks.

#[cfg(test)]
mod tests;

use crate::form::{
    Answer, Answers, Attribute, Checked, Field, FieldError, Issue, Kind, Text, check_field,
};
use crate::values::{PassportError, format_date, parse_date, parse_day};
use crate::wire::profile::{Address, Passport, Person, PersonName};
use chrono::NaiveDate;

/// What the profile asks for, in the order of its page.
pub const ATTRIBUTES: [Attribute; 7] = [
    Attribute::Name,
    Attribute::BirthDate,
    Attribute::Passport,
    Attribute::Snils,
    Attribute::Inn,
    Attribute::Oms,
    Attribute::Address,
];

/// The field of the profile that asks for `attribute`. Its id is the name of the member in [`Person`]; its label is empty.
#[must_use]
pub fn field(attribute: Attribute) -> Field {
    let (id, kind) = match attribute {
        Attribute::Name => ("name", Kind::PersonName),
        Attribute::BirthDate => (BIRTH_DATE, Kind::BirthDate),
        Attribute::Passport => ("passport", Kind::Passport { born: Some(BIRTH_DATE.to_owned()) }),
        Attribute::Snils => ("snils", Kind::Snils),
        Attribute::Inn => ("inn", Kind::PersonInn),
        Attribute::Oms => ("oms", Kind::OmsPolicy),
        Attribute::Address => ("address", Kind::Address),
        Attribute::Phone => ("phone", Kind::Phone),
        Attribute::Email => ("email", Kind::Email),
    };
    Field {
        id: id.to_owned(),
        kind,
        label: Text::default(),
        hint: None,
        optional: attribute != Attribute::Name,
        when: None,
    }
}

const BIRTH_DATE: &str = "birth_date";

/// What fills the inputs of one field, as people write it. Empty if the profile does not say.
#[must_use]
pub fn inputs(person: &Person, attribute: Attribute) -> Vec<(&'static str, Answer)> {
    match attribute {
        Attribute::Name => {
            let PersonName { surname, given, patronymic } = &person.name;
            let last = match patronymic {
                Some(patronymic) => ("patronymic", text(patronymic)),
                None => ("no_patronymic", Answer::Flag(true)),
            };
            vec![("surname", text(surname)), ("given", text(given)), last]
        }
        Attribute::BirthDate => single(person.birth_date.as_deref().map(written_day).as_ref()),
        Attribute::Passport => person.passport.as_ref().map_or_else(Vec::new, |passport| {
            vec![
                ("number", text(&passport.number)),
                ("issued", text(&written_day(&passport.issued))),
                ("department", text(&passport.department)),
                ("issuer", text(&passport.issuer)),
            ]
        }),
        Attribute::Snils => single(person.snils.as_ref()),
        Attribute::Inn => single(person.inn.as_ref()),
        Attribute::Oms => single(person.oms.as_ref()),
        Attribute::Address => person.address.as_ref().map_or_else(Vec::new, |address| {
            vec![
                ("postcode", text(&address.postcode)),
                ("region", text(&address.region)),
                ("place", text(&address.place)),
                ("street", text(&address.street)),
            ]
        }),
        Attribute::Phone | Attribute::Email => Vec::new(),
    }
}

/// [`inputs`] of all fields, by their paths: `name.surname`.
#[must_use]
pub fn answers(person: &Person) -> Answers {
    let of = |attribute| {
        let field = field(attribute);
        let inputs = inputs(person, attribute).into_iter();
        inputs.map(|(input, answer)| (field.path(input), answer)).collect::<Vec<_>>()
    };
    ATTRIBUTES.into_iter().flat_map(of).collect()
}

/// Checks the answers as a form does, but for the `fixed` fields, which were checked before, and for a passport that has
/// [expired](expired_since): it may be all that somebody has. `today` is the day at the office.
#[must_use]
pub fn check(answers: &Answers, fixed: &[Attribute], today: NaiveDate) -> Checked {
    let mut checked = Checked::default();
    for attribute in ATTRIBUTES.into_iter().filter(|attribute| !fixed.contains(attribute)) {
        check_field(&field(attribute), answers, today, &mut checked);
    }
    if let Some(at) = checked.issues.iter().position(|issue| expiry(issue).is_some()) {
        checked.issues.remove(at);
        if let Some(Ok(issued)) = answers.text(ISSUED).map(parse_date) {
            checked.canonical.set(ISSUED.to_owned(), Answer::Text(issued.to_string()));
        }
    }
    checked
}

/// Since when the passport in these answers is not valid any more, by the day of birth. A warning: forms refuse it.
#[must_use]
pub fn expired_since(answers: &Answers, today: NaiveDate) -> Option<NaiveDate> {
    let mut checked = Checked::default();
    check_field(&field(Attribute::Passport), answers, today, &mut checked);
    checked.issues.iter().find_map(expiry)
}

fn expiry(issue: &Issue) -> Option<NaiveDate> {
    match issue.error {
        FieldError::Passport(PassportError::Expired { since }) => Some(since),
        _ => None,
    }
}

const ISSUED: &str = "passport.issued";

/// The person of whom [`check`] has found these `canonical` answers, and nothing wrong. The `fixed` members stay as they were.
#[must_use]
pub fn person(canonical: &Answers, fixed: &[Attribute], before: &Person) -> Person {
    let text = |path: &str| canonical.text(path).map(str::to_owned);
    let part = |path: &str| text(path).unwrap_or_default();
    let stays = |attribute| fixed.contains(&attribute);
    Person {
        name: if stays(Attribute::Name) {
            before.name.clone()
        } else {
            PersonName {
                surname: part("name.surname"),
                given: part("name.given"),
                patronymic: text("name.patronymic"),
            }
        },
        birth_date: match stays(Attribute::BirthDate) {
            true => before.birth_date.clone(),
            false => text(BIRTH_DATE),
        },
        passport: text("passport.number").map(|number| Passport {
            number,
            issued: part("passport.issued"),
            department: part("passport.department"),
            issuer: part("passport.issuer"),
        }),
        snils: if stays(Attribute::Snils) { before.snils.clone() } else { text("snils") },
        inn: text("inn"),
        oms: text("oms"),
        address: text("address.postcode").map(|postcode| Address {
            postcode,
            region: part("address.region"),
            place: part("address.place"),
            street: part("address.street"),
        }),
    }
}

fn single(value: Option<&String>) -> Vec<(&'static str, Answer)> {
    value.into_iter().map(|value| ("", text(value))).collect()
}

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

/// ДД.ММ.ГГГГ; what is no day stays as it is, for the check to find.
fn written_day(day: &str) -> String {
    parse_day(day).map_or_else(|| day.to_owned(), format_date)
}
