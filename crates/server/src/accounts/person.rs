//! The profile as its owner sees and changes it, without phone and e-mail.

use super::{Passport, Profile, Residence};
use domain::form::Attribute;
use domain::values::parse_day;
use domain::wire::profile::{Address, Passport as OwnPassport, Person, PersonName};

impl Profile {
    pub(crate) fn person(&self) -> Person {
        let passport = self.passport.clone().map(|passport| OwnPassport {
            number: passport.number,
            issued: passport.issued.to_string(),
            department: passport.department,
            issuer: passport.issuer,
        });
        let address = self.residence.clone().map(|residence| Address {
            postcode: residence.postcode,
            region: residence.region,
            place: residence.place,
            street: residence.street,
        });
        Person {
            name: PersonName {
                surname: self.surname.clone(),
                given: self.given.clone(),
                patronymic: self.patronymic.clone(),
            },
            birth_date: self.birth_date.map(|day| day.to_string()),
            passport,
            snils: self.snils.clone(),
            inn: self.inn.clone(),
            oms: self.oms.clone(),
            address,
        }
    }

    /// The profile with what the owner now says; phone and e-mail stay. `person` has been checked.
    pub(crate) fn saying(self, person: Person) -> Self {
        let passport = person.passport.and_then(|passport| {
            Some(Passport {
                number: passport.number,
                issued: parse_day(&passport.issued)?,
                department: passport.department,
                issuer: passport.issuer,
            })
        });
        let residence = person.address.map(|address| Residence {
            postcode: address.postcode,
            region: address.region,
            place: address.place,
            street: address.street,
        });
        Self {
            surname: person.name.surname,
            given: person.name.given,
            patronymic: person.name.patronymic,
            birth_date: person.birth_date.as_deref().and_then(parse_day),
            snils: person.snils,
            inn: person.inn,
            oms: person.oms,
            passport,
            residence,
            ..self
        }
    }

    /// What the owner of a confirmed account cannot change, because somebody has checked it with the passport (M-02): the whole
    /// name, and birth date and СНИЛС once they are there.
    pub(crate) fn fixed(&self, is_confirmed: bool) -> Vec<Attribute> {
        let there = [
            (Attribute::Name, true),
            (Attribute::BirthDate, self.birth_date.is_some()),
            (Attribute::Snils, self.snils.is_some()),
        ];
        there.into_iter().filter(|(_, is)| is_confirmed && *is).map(|(fixed, _)| fixed).collect()
    }
}
