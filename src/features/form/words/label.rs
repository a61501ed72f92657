use super::text;
use crate::i18n::tr;
use domain::form::{Field, Kind};

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
