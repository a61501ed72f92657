//! The inputs of fields, which forms and the profile ask for alike: their names, and what to enter.

use super::tr;
use domain::form::{Field, Kind, Text};

/// Label of an input: that of the part, or of the whole field.
pub(crate) fn label(field: &Field, part: &str) -> String {
    match (&field.kind, part) {
        (Kind::PersonName, "surname") => tr::name::surname(),
        (Kind::PersonName, "given") => tr::name::given(),
        (Kind::PersonName, "patronymic") => tr::name::patronymic(),
        (Kind::Passport { .. }, "number") => tr::passport::number(),
        (Kind::Passport { .. }, "issued") => tr::passport::issued(),
        (Kind::Passport { .. }, "department") => tr::passport::department(),
        (Kind::Passport { .. }, "issuer") => tr::passport::issuer(),
        (Kind::BirthCertificate, "number") => tr::certificate::number(),
        (Kind::BirthCertificate, "issued") => tr::certificate::issued(),
        (Kind::BirthCertificate, "issuer") => tr::certificate::issuer(),
        (Kind::Address, "postcode") => tr::address::postcode(),
        (Kind::Address, "region") => tr::address::region(),
        (Kind::Address, "place") => tr::address::place(),
        (Kind::Address, "street") => tr::address::street(),
        (Kind::Decision, "number") => tr::decision::number(),
        (Kind::Decision, "issued") => tr::decision::issued(),
        (Kind::Decision, "received") => tr::decision::received(),
        _ => text(&field.label),
    }
}

/// Says what to enter in an empty input of a field.
pub(crate) fn missing(field: &Field, part: &str) -> String {
    match (&field.kind, part) {
        (Kind::PersonName, "surname") => tr::missing::surname(),
        (Kind::PersonName, "given") => tr::missing::given(),
        (Kind::PersonName, _) => tr::missing::patronymic(),
        (Kind::Passport { .. }, "number") => tr::missing::passport_number(),
        (Kind::Passport { .. }, "department") => tr::missing::department(),
        (Kind::Passport { .. } | Kind::BirthCertificate, "issued") => tr::missing::issued(),
        (Kind::Passport { .. } | Kind::BirthCertificate, "issuer") => tr::missing::issuer(),
        (Kind::BirthCertificate, _) => tr::missing::certificate_number(),
        (Kind::Address, "postcode") => tr::missing::postcode(),
        (Kind::Address, "region") => tr::missing::region(),
        (Kind::Address, "place") => tr::missing::place(),
        (Kind::Address, _) => tr::missing::street(),
        (Kind::BirthDate, _) => tr::missing::birth_date(),
        (Kind::Decision, "number") => tr::missing::decision_number(),
        (Kind::Decision, "issued") => tr::missing::issued(),
        (Kind::Decision, _) => tr::missing::received(),
        (Kind::Signature, _) => tr::missing::signature(),
        (Kind::PastDate | Kind::IssueDate { .. } | Kind::ValidUntil, _) => {
            tr::missing::date(&text(&field.label))
        }
        (Kind::Phone, _) => tr::missing::phone(),
        (Kind::Email, _) => tr::missing::email(),
        (Kind::Choice { .. }, _) => tr::missing::choice(&text(&field.label)),
        (Kind::Choices { .. }, _) => tr::missing::choices(&text(&field.label)),
        (Kind::Consent { .. }, _) => tr::missing::consent(&text(&field.label)),
        (
            Kind::PersonInn
            | Kind::OrganisationInn
            | Kind::Ogrn
            | Kind::Snils
            | Kind::OmsPolicy
            | Kind::Passport { .. }
            | Kind::Group { .. }
            | Kind::Text { .. },
            _,
        ) => tr::missing::labelled(&text(&field.label)),
    }
}

fn text(text: &Text) -> String {
    text.get(super::language()).to_owned()
}
