//! What is wrong with a value, and how to correct it: for forms and for the account.

use super::{dates, tr};
use domain::form::{FieldError, SignatureError};
use domain::values::{
    BirthCertificateError, DateError, EmailError, InnError, NameError, OgrnError, OmsError,
    PassportError, PhoneError, SnilsError,
};

/// What is wrong with a value that is there.
pub(crate) fn value(error: &FieldError) -> String {
    match error {
        FieldError::Expired => tr::wrong::expired(),
        FieldError::TooManyEntries { limit } => tr::wrong::too_many_entries(u32::from(*limit)),
        FieldError::Signature(error) => signature(*error),
        FieldError::TooLong { by, .. } => tr::wrong::too_long(*by),
        FieldError::Unprintable => tr::wrong::unprintable(),
        FieldError::Postcode => tr::wrong::postcode(),
        FieldError::PostBox => tr::wrong::post_box(),
        FieldError::Name(error) => name(error),
        FieldError::Date(error) => date(error),
        FieldError::Phone(error) => phone(error),
        FieldError::Email(error) => email(error),
        FieldError::Inn(error) => inn(error),
        FieldError::Ogrn(error) => ogrn(error),
        FieldError::Snils(error) => snils(error),
        FieldError::Oms(error) => oms(error),
        FieldError::Passport(error) => passport(error),
        FieldError::BirthCertificate(error) => birth_certificate(error),
        FieldError::NotOffered
        | FieldError::Missing
        | FieldError::MissingDocument
        | FieldError::NotAgreed
        | FieldError::Contradiction { .. }
        | FieldError::File(_) => tr::wrong::not_offered(),
    }
}

pub(crate) fn name(error: &NameError) -> String {
    match error {
        NameError::Latin => tr::wrong::name_latin(),
        NameError::Digit => tr::wrong::name_digit(),
        NameError::Forbidden { found } => tr::wrong::name_forbidden(&found.to_string()),
        NameError::Start => tr::wrong::name_start(),
        NameError::TooLong { limit } => tr::wrong::name_too_long(u32::from(*limit)),
    }
}

pub(crate) fn phone(error: &PhoneError) -> String {
    match error {
        PhoneError::Length { found } => tr::wrong::phone_length(u32::from(*found)),
        PhoneError::Country => tr::wrong::phone_country(),
        PhoneError::Characters => tr::wrong::phone_characters(),
    }
}

pub(crate) fn email(error: &EmailError) -> String {
    match error {
        EmailError::NoAt => tr::wrong::email_no_at(),
        EmailError::ManyAt => tr::wrong::email_many_at(),
        EmailError::NoName => tr::wrong::email_no_name(),
        EmailError::Domain => tr::wrong::email_domain(),
        EmailError::Space => tr::wrong::email_space(),
        EmailError::TooLong => tr::wrong::email_too_long(),
    }
}

fn date(error: &DateError) -> String {
    match error {
        DateError::Format => tr::wrong::date_format(),
        DateError::ShortYear => tr::wrong::date_short_year(),
        DateError::NoSuchDay => tr::wrong::date_no_such_day(),
        DateError::TooEarly { earliest } => {
            tr::wrong::date_too_early(&dates::day_and_year(*earliest))
        }
        DateError::TooLate { latest } => tr::wrong::date_too_late(&dates::day_and_year(*latest)),
        DateError::Future => tr::wrong::date_future(),
    }
}

fn inn(error: &InnError) -> String {
    match error {
        InnError::Characters => tr::wrong::digits_only(),
        InnError::Length { found, expected } => length(*expected, *found),
        InnError::Organisation => tr::wrong::inn_organisation(),
        InnError::Person => tr::wrong::inn_person(),
        InnError::Zeros => tr::wrong::zeros(),
        InnError::Checksum { .. } => tr::wrong::checksum(),
    }
}

fn ogrn(error: &OgrnError) -> String {
    match error {
        OgrnError::Characters => tr::wrong::digits_only(),
        OgrnError::Length { found } => tr::wrong::ogrn_length(u32::from(*found)),
        OgrnError::FirstDigit => tr::wrong::ogrn_first_digit(),
        OgrnError::Zeros => tr::wrong::zeros(),
        OgrnError::Checksum => tr::wrong::checksum(),
    }
}

fn snils(error: &SnilsError) -> String {
    match error {
        SnilsError::Characters => tr::wrong::digits_only(),
        SnilsError::Length { found } => length(11, *found),
        SnilsError::Zeros => tr::wrong::zeros(),
        SnilsError::Checksum { .. } => tr::wrong::checksum(),
    }
}

fn oms(error: &OmsError) -> String {
    match error {
        OmsError::Characters => tr::wrong::digits_only(),
        OmsError::Length { found } => length(16, *found),
        OmsError::Zeros => tr::wrong::zeros(),
        OmsError::Checksum { .. } => tr::wrong::checksum(),
    }
}

fn passport(error: &PassportError) -> String {
    match error {
        PassportError::Characters => tr::wrong::digits_only(),
        PassportError::Length { found, expected } => length(*expected, *found),
        PassportError::Zeros => tr::wrong::zeros(),
        PassportError::IssuedBeforeFourteen => tr::wrong::passport_before_fourteen(),
        PassportError::IssuedInFuture => tr::wrong::date_future(),
        PassportError::Expired { since } => {
            tr::wrong::passport_expired(&dates::day_and_year(*since))
        }
    }
}

fn birth_certificate(error: &BirthCertificateError) -> String {
    match error {
        BirthCertificateError::Roman => tr::wrong::certificate_roman(),
        BirthCertificateError::Letters => tr::wrong::certificate_letters(),
        BirthCertificateError::Number => tr::wrong::certificate_number(),
        BirthCertificateError::Format => tr::wrong::certificate_format(),
    }
}

pub(crate) fn signature(error: SignatureError) -> String {
    match error {
        SignatureError::Unreadable => tr::wrong::signature_unreadable(),
        SignatureError::OtherStatement => tr::wrong::signature_other(),
        SignatureError::Untrusted => tr::wrong::signature_untrusted(),
    }
}

fn length(expected: u8, found: u8) -> String {
    tr::wrong::length(u32::from(expected), &found.to_string())
}
