use crate::i18n::{tr, wrong};
use domain::values::Phone;

/// The canonical form of a number to which a code can be sent, or what is wrong with it.
pub(super) fn read(text: &str) -> Result<String, String> {
    match Phone::parse(text) {
        Ok(phone) if phone.takes_sms() => Ok(phone.to_string()),
        Ok(_) => Err(tr::account::not_mobile()),
        Err(error) => Err(wrong::phone(&error)),
    }
}
