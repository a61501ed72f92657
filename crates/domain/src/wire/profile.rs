//! The profile of a citizen (M-01).

use crate::form::Attribute;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `GET /profile`: what the citizen has said once, so that new applications have it already. The phone and the e-mail are not
/// part of it. The `ETag` is the version in quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    pub person: Person,
    /// Opaque; for `If-Match`.
    pub version: String,
    /// Members of `person` that cannot change any more, because somebody has checked them with the passport (M-02).
    pub fixed: Vec<Attribute>,
    /// Today at the office. Dates are checked against it.
    #[serde(with = "super::time::day")]
    pub today: NaiveDate,
}

/// `PUT /profile` with `If-Match`, and what it answers. Everything but the name may be null, which clears it; so do empty texts.
/// Days are ISO 8601.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub name: PersonName,
    #[serde(default)]
    pub birth_date: Option<String>,
    #[serde(default)]
    pub passport: Option<Passport>,
    #[serde(default)]
    pub snils: Option<String>,
    #[serde(default)]
    pub inn: Option<String>,
    #[serde(default)]
    pub oms: Option<String>,
    /// Where the citizen is registered.
    #[serde(default)]
    pub address: Option<Address>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonName {
    pub surname: String,
    pub given: String,
    /// Null: the citizen has none.
    pub patronymic: Option<String>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Passport {
    /// Series and number: `4509 123456`.
    pub number: String,
    /// The day of issue.
    pub issued: String,
    /// Код подразделения: `770-001`.
    pub department: String,
    /// Who has issued it.
    pub issuer: String,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Address {
    pub postcode: String,
    pub region: String,
    /// Town or village.
    pub place: String,
    /// Street, house and flat.
    pub street: String,
}

impl PersonName {
    /// Given name and patronymic, the polite way to address the citizen.
    #[must_use]
    pub fn address(&self) -> String {
        match &self.patronymic {
            Some(patronymic) => self.given.clone() + " " + patronymic,
            None => self.given.clone(),
        }
    }
}

hidden! {
    Person,
    PersonName,
    Passport,
    Address,
}
