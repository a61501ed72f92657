//! Who asks, and where the answer goes.

use crate::accounts;
use crate::base::Base;
use crate::fail::Result;
use domain::form::{FieldError, Issue};
use domain::values::{Email, Phone};
use domain::wire::question::Ask;
use serde::{Deserialize, Serialize};

/// Longest name, in characters.
const LONGEST_NAME: usize = 100;

/// Sealed at rest.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Contact {
    pub(super) name: String,
    /// Where the letters go.
    pub(super) email: String,
    /// Canonical.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) phone: Option<String>,
    /// Of the link in the letters; `None` for who has an account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) secret: Option<String>,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(…)")
    }
}

/// What the request says, completed by the account. What is wrong or missing goes to `issues`.
pub(super) async fn of(
    base: &Base,
    account: Option<&str>,
    ask: &Ask,
    issues: &mut Vec<Issue>,
) -> Result<Contact> {
    let mut known = Contact::default();
    if let Some(account) = account {
        known.name = accounts::profile(base, account).await?.address();
        // Not to an address that nobody has confirmed: an answer would tell a stranger.
        known.email = accounts::mailbox(base, base.db.read(), account).await?.unwrap_or_default();
    }
    let mut part = |pointer: &str, said: &Option<String>, known: String, read: Read| {
        let said = said.as_deref().map(str::trim).filter(|said| !said.is_empty());
        let read = match said {
            Some(said) => read(said),
            None if known.is_empty() => Err(FieldError::Missing),
            None => Ok(known),
        };
        read.map_err(|error| issues.push(Issue { pointer: pointer.to_owned(), error }))
            .unwrap_or_default()
    };
    let name = part("/name", &ask.name, known.name, read_name);
    let email = part("/email", &ask.email, known.email, read_email);
    let has_phone = ask.phone.as_ref().is_some_and(|phone| !phone.trim().is_empty());
    let phone = has_phone.then(|| part("/phone", &ask.phone, String::new(), read_phone));
    let secret = account.is_none().then(crate::ids::new_secret);
    Ok(Contact { name, email, phone, secret })
}

type Read = fn(&str) -> std::result::Result<String, FieldError>;

fn read_name(text: &str) -> std::result::Result<String, FieldError> {
    let characters = text.chars().count();
    match characters.checked_sub(LONGEST_NAME) {
        Some(by @ 1..) => Err(FieldError::TooLong {
            limit: u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX),
            by: u32::try_from(by).unwrap_or(u32::MAX),
        }),
        _ if text.chars().any(char::is_control) => Err(FieldError::Unprintable),
        _ => Ok(text.to_owned()),
    }
}

fn read_email(text: &str) -> std::result::Result<String, FieldError> {
    Ok(Email::parse(text)?.to_string())
}

fn read_phone(text: &str) -> std::result::Result<String, FieldError> {
    Ok(Phone::parse(text)?.to_string())
}
