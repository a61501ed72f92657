use super::Profile;
use domain::form::{Answer, Attribute};
use domain::values::{Phone, format_date};

impl Profile {
    /// Values for the inputs of a field, formatted as people write them. Empty if the profile has none.
    pub(crate) fn inputs(&self, attribute: Attribute) -> Vec<(&'static str, Answer)> {
        let texts = match attribute {
            Attribute::Name => return self.name(),
            Attribute::BirthDate => single(self.birth_date.map(format_date)),
            Attribute::Snils => single(self.snils.clone()),
            Attribute::Inn => single(self.inn.clone()),
            Attribute::Oms => single(self.oms.clone()),
            Attribute::Phone => single(Some(self.written_phone())),
            Attribute::Email => single(Some(self.email.clone())),
            Attribute::Passport => self.passport_inputs(),
            Attribute::Address => self.residence_inputs(),
        };
        texts.into_iter().map(|(input, text)| (input, Answer::Text(text))).collect()
    }

    fn name(&self) -> Vec<(&'static str, Answer)> {
        let text = |text: &String| Answer::Text(text.clone());
        let last = match &self.patronymic {
            Some(patronymic) => ("patronymic", text(patronymic)),
            None => ("no_patronymic", Answer::Flag(true)),
        };
        vec![("surname", text(&self.surname)), ("given", text(&self.given)), last]
    }

    fn written_phone(&self) -> String {
        let phone = Phone::parse(&self.phone);
        // The citizen may edit this text, so it gets ordinary spaces instead of no-break ones.
        phone.map_or_else(|_| self.phone.clone(), |phone| phone.pretty().replace('\u{a0}', " "))
    }

    fn passport_inputs(&self) -> Vec<(&'static str, String)> {
        let Some(passport) = self.passport.clone() else { return Vec::new() };
        vec![
            ("number", passport.number),
            ("issued", format_date(passport.issued)),
            ("department", passport.department),
            ("issuer", passport.issuer),
        ]
    }

    fn residence_inputs(&self) -> Vec<(&'static str, String)> {
        let Some(residence) = self.residence.clone() else { return Vec::new() };
        vec![
            ("postcode", residence.postcode),
            ("region", residence.region),
            ("place", residence.place),
            ("street", residence.street),
        ]
    }
}

fn single(text: Option<String>) -> Vec<(&'static str, String)> {
    text.into_iter().map(|text| ("", text)).collect()
}
