use super::text;
use crate::i18n::tr;
use domain::form::{Field, Kind, Service};

/// What to enter where nothing was entered.
pub(super) fn missing(service: &Service, path: &str) -> String {
    let (id, part) = path.split_once('.').unwrap_or((path, ""));
    match service.fields().find(|field| field.id == id) {
        Some(field) => of_field(field, part),
        None => tr::missing::other(),
    }
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
        (Kind::PastDate, _) => tr::missing::date(),
        (Kind::Phone, _) => tr::missing::phone(),
        (Kind::Email, _) => tr::missing::email(),
        (Kind::Choice { .. }, _) => tr::missing::choice(),
        (Kind::Choices { .. }, _) => tr::missing::choices(),
        (Kind::Consent { .. }, _) => tr::missing::consent(&text(&field.label)),
        (
            Kind::PersonInn
            | Kind::OrganisationInn
            | Kind::Ogrn
            | Kind::Snils
            | Kind::OmsPolicy
            | Kind::Passport { .. }
            | Kind::Text { .. },
            _,
        ) => tr::missing::labelled(&text(&field.label)),
    }
}
