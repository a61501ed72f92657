pub(super) use crate::i18n::wrong::{email, name, phone};

use crate::i18n::dates;
use crate::i18n::tr;
use domain::form::SignatureError;
use domain::values::{
    BirthCertificateError, DateError, InnError, OgrnError, OmsError, PassportError, SnilsError,
};

pub(super) fn date(error: &DateError) -> String {
    match error {
        DateError::Format => tr::wrong::date_format(),
        DateError::NoSuchDay => tr::wrong::date_no_such_day(),
        DateError::TooEarly { earliest } => {
            tr::wrong::date_too_early(&dates::day_and_year(*earliest))
        }
        DateError::TooLate { latest } => tr::wrong::date_too_late(&dates::day_and_year(*latest)),
        DateError::Future => tr::wrong::date_future(),
    }
}

pub(super) fn inn(error: &InnError) -> String {
    match error {
        InnError::Characters => tr::wrong::digits_only(),
        InnError::Length { found, expected } => length(*expected, *found),
        InnError::Organisation => tr::wrong::inn_organisation(),
        InnError::Person => tr::wrong::inn_person(),
        InnError::Zeros => tr::wrong::zeros(),
        InnError::Checksum { swapped } => checksum(*swapped),
    }
}

pub(super) fn ogrn(error: &OgrnError) -> String {
    match error {
        OgrnError::Characters => tr::wrong::digits_only(),
        OgrnError::Length { found } => tr::wrong::ogrn_length(u32::from(*found)),
        OgrnError::FirstDigit => tr::wrong::ogrn_first_digit(),
        OgrnError::Zeros => tr::wrong::zeros(),
        OgrnError::Checksum => checksum(false),
    }
}

pub(super) fn snils(error: &SnilsError) -> String {
    match error {
        SnilsError::Characters => tr::wrong::digits_only(),
        SnilsError::Length { found } => length(11, *found),
        SnilsError::Zeros => tr::wrong::zeros(),
        SnilsError::Checksum { swapped } => checksum(*swapped),
    }
}

pub(super) fn oms(error: &OmsError) -> String {
    match error {
        OmsError::Characters => tr::wrong::digits_only(),
        OmsError::Length { found } => length(16, *found),
        OmsError::Zeros => tr::wrong::zeros(),
        OmsError::Checksum { swapped } => checksum(*swapped),
    }
}

pub(super) fn passport(error: &PassportError) -> String {
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

pub(super) fn birth_certificate(error: &BirthCertificateError) -> String {
    match error {
        BirthCertificateError::Roman => tr::wrong::certificate_roman(),
        BirthCertificateError::Letters => tr::wrong::certificate_letters(),
        BirthCertificateError::Number => tr::wrong::certificate_number(),
        BirthCertificateError::Format => tr::wrong::certificate_format(),
    }
}

pub(super) fn signature(error: SignatureError) -> String {
    match error {
        SignatureError::Unreadable => tr::wrong::signature_unreadable(),
        SignatureError::OtherStatement => tr::wrong::signature_other(),
        SignatureError::Untrusted => tr::wrong::signature_untrusted(),
    }
}

fn length(expected: u8, found: u8) -> String {
    tr::wrong::length(u32::from(expected), &found.to_string())
}

fn checksum(swapped: bool) -> String {
    if swapped { tr::wrong::checksum_swapped() } else { tr::wrong::checksum() }
}
