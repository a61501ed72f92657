//! What the provider knows of a citizen.

use domain::values::{Email, NamePart, Phone};
use openidconnect::core::CoreGenderClaim;
use openidconnect::{AdditionalClaims, LocalizedClaim, UserInfoClaims};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Claims that the standard does not name.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct More {
    #[serde(flatten)]
    values: BTreeMap<String, serde_json::Value>,
}

impl std::fmt::Debug for More {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("More(…)")
    }
}

impl AdditionalClaims for More {}

/// Canonical; `None` where the provider has nothing, or nothing of use.
pub(in super::super) struct Claims {
    pub(in super::super) subject: String,
    pub(in super::super) surname: Option<String>,
    pub(in super::super) given: Option<String>,
    pub(in super::super) patronymic: Option<String>,
    pub(in super::super) phone: Option<String>,
    pub(in super::super) email: Option<String>,
    /// The provider has seen that the e-mail is the citizen's.
    pub(in super::super) is_email_verified: bool,
    /// The provider has seen that the phone is the citizen's.
    pub(in super::super) is_phone_verified: bool,
    /// Somebody has seen the citizen with their passport.
    pub(in super::super) is_confirmed: bool,
}

impl Claims {
    pub(super) fn read(
        info: &UserInfoClaims<More, CoreGenderClaim>,
        confirmed_claim: &str,
    ) -> Self {
        let phone = info.phone_number().and_then(|phone| Phone::parse(phone).ok());
        let email = info.email().and_then(|email| Email::parse(email).ok());
        let confirmed = info.additional_claims().values.get(confirmed_claim);
        Self {
            subject: info.subject().to_string(),
            surname: name(info.family_name()),
            given: name(info.given_name()),
            patronymic: name(info.middle_name()),
            phone: phone.filter(Phone::takes_sms).map(|phone| phone.to_string()),
            email: email.map(|email| email.to_string()),
            is_email_verified: info.email_verified() == Some(true),
            is_phone_verified: info.phone_number_verified() == Some(true),
            is_confirmed: confirmed == Some(&serde_json::Value::Bool(true)),
        }
    }
}

fn name<T: std::ops::Deref<Target = String>>(claim: Option<&LocalizedClaim<T>>) -> Option<String> {
    let text = claim?.get(None)?;
    NamePart::parse(text).ok().map(|name| name.to_string())
}
