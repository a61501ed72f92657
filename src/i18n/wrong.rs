//! What is wrong with a name, a phone or an e-mail, and how to correct it: for forms and for the account.

use super::tr;
use domain::values::{EmailError, NameError, PhoneError};

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
