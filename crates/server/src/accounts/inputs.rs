use super::Profile;
use domain::form::{Answer, Attribute};
use domain::profile;
use domain::values::Phone;

impl Profile {
    /// Values for the inputs of a field, formatted as people write them. Empty if the profile has none.
    pub(crate) fn inputs(&self, attribute: Attribute) -> Vec<(&'static str, Answer)> {
        match attribute {
            Attribute::Phone => vec![("", Answer::Text(self.written_phone()))],
            Attribute::Email => vec![("", Answer::Text(self.email.clone()))],
            _ => profile::inputs(&self.person(), attribute),
        }
    }

    fn written_phone(&self) -> String {
        let phone = Phone::parse(&self.phone);
        // The citizen may edit this text, so it gets ordinary spaces instead of no-break ones.
        phone.map_or_else(|_| self.phone.clone(), |phone| phone.pretty().replace('\u{a0}', " "))
    }
}
