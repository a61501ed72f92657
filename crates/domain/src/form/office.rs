//! What an agency says of a service for its own side only: the browser never downloads it.

use super::{Service, Text};
use crate::booking::Visit;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A file `services/<id>.json`: the definition, and under `office` what only the server reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub service: Service,
    pub office: Office,
}

impl Publication {
    /// Reads a file.
    ///
    /// # Errors
    /// It is no JSON, or not the JSON of a service.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        let mut whole: serde_json::Value = serde_json::from_str(json)?;
        let office = whole.as_object_mut().and_then(|members| members.remove("office"));
        Ok(Self {
            office: office.map(serde_json::from_value).transpose()?.unwrap_or_default(),
            service: serde_json::from_value(whole)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Office {
    /// Other words by which citizens look for the service (S-03), separated by commas.
    pub keywords: Option<Text>,
    /// The first day on which applications are taken.
    pub opens: Option<NaiveDate>,
    /// The last day on which applications are taken.
    pub closes: Option<NaiveDate>,
    /// Fields that are filled in from the profile and from earlier applications (M-11): the field's id and what of the
    /// citizen it asks for.
    pub prefill: BTreeMap<String, Attribute>,
    /// The services whose decisions are appealed against with this one. It has a field of the kind `decision`.
    pub appeals: Vec<String>,
    /// Calendar days from the receipt of a decision within which it can be appealed against.
    pub appeal_days: Option<u16>,
    /// What the copy of the application is called when it is downloaded: «Форма обращения» (S-23).
    pub copy_title: Option<Text>,
    /// The copy carries the number as a QR code (S-23).
    pub qr: bool,
    /// The visit that belongs to the service.
    pub visit: Option<VisitPlan>,
    /// Months for which an approval holds; then it has to be renewed (M-45) with `renews`.
    pub valid_months: Option<u16>,
    /// The service that renews an approval; the service itself unless said.
    pub renews: Option<String>,
}

/// How the visit of a service follows from the answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VisitPlan {
    pub kind: Visit,
    /// Choice fields of which the first answered one names the operation; none for examinations.
    #[serde(default)]
    pub operation: Vec<String>,
    /// The choice field that names the region where the citizen lives.
    #[serde(default)]
    pub region: Option<String>,
    /// The fields that tell patients apart: the first answered one counts, an СНИЛС or a document rather than a name.
    pub patient: Vec<String>,
    /// The phone field.
    pub phone: String,
}

impl Office {
    /// Whether applications are taken on `day`.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.opens.is_none_or(|first| first <= day) && self.closes.is_none_or(|last| day <= last)
    }
}

/// What is known of a citizen, and the kind of field that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    Name,
    BirthDate,
    Snils,
    Inn,
    Oms,
    Passport,
    Address,
    Phone,
    Email,
}
