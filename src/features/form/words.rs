//! Words for what the rules find: the one place where an error code becomes a text, for the summary and the field alike.

mod files;
mod missing;
mod values;

use crate::i18n;
use crate::i18n::tr;
use domain::form::{FieldError, Issue, Service, Text};

pub(super) use files::{file, size, types};

/// A text of the definition in the citizen's language.
pub(super) fn text(text: &Text) -> String {
    text.get(i18n::language()).to_owned()
}

/// The id of the input at a path.
pub(super) fn input_id(path: &str) -> String {
    path.replace('.', "-")
}

/// The id of the button that adds a file to a slot.
pub(super) fn slot_id(slot: &str) -> String {
    format!("{slot}-add")
}

/// What is wrong and what to do about it.
pub(super) fn issue(service: &Service, issue: &Issue) -> String {
    match &issue.error {
        FieldError::Missing => missing::missing(service, issue.place()),
        FieldError::MissingDocument => {
            let title =
                service.slot(issue.place()).map(|slot| text(&slot.title)).unwrap_or_default();
            tr::missing::document(&title)
        }
        FieldError::NotAgreed => missing::missing(service, issue.place()),
        FieldError::NotOffered => tr::wrong::not_offered(),
        FieldError::TooLong { by, .. } => tr::wrong::too_long(*by),
        FieldError::Unprintable => tr::wrong::unprintable(),
        FieldError::Postcode => tr::wrong::postcode(),
        FieldError::File(error) => file(error),
        FieldError::Name(error) => values::name(error),
        FieldError::Date(error) => values::date(error),
        FieldError::Phone(error) => values::phone(error),
        FieldError::Email(error) => values::email(error),
        FieldError::Inn(error) => values::inn(error),
        FieldError::Ogrn(error) => values::ogrn(error),
        FieldError::Snils(error) => values::snils(error),
        FieldError::Oms(error) => values::oms(error),
        FieldError::Passport(error) => values::passport(error),
        FieldError::BirthCertificate(error) => values::birth_certificate(error),
    }
}

/// The id of the input or button at which an issue can be mended.
pub(super) fn input_of(issue: &Issue) -> String {
    let place = issue.place();
    if issue.is_file() { slot_id(place) } else { input_id(place) }
}
