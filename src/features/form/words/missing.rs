use super::{part_of, text};
use crate::i18n::tr;
use domain::form::{Field, Kind, Service};

/// Says what to enter in an empty input.
pub(super) fn missing(service: &Service, path: &str) -> String {
    let Some(field) = service.field_at(path) else { return tr::missing::other() };
    of_field(&field, part_of(&field, path))
}

fn of_field(field: &Field, part: &str) -> String {
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
