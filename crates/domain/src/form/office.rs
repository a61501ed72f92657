//! Settings of a service that only the server reads. The browser never downloads them.

use super::{ResultPlan, Service, Text};
use crate::booking::Visit;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A file `services/<id>.json`: the definition, and under `office` the settings that only the server reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub service: Service,
    pub office: Office,
}

impl Publication {
    /// Reads the text of such a file.
    ///
    /// # Errors
    /// The text is not JSON, or not the JSON of a service.
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
    /// Fields to fill in from the profile and from earlier applications (M-11): the id of the field, and which data of the
    /// citizen it asks for.
    pub prefill: BTreeMap<String, Attribute>,
    /// Ids of the services whose decisions can be appealed against with this one. It needs a field of the kind `decision`.
    pub appeals: Vec<String>,
    /// Calendar days for an appeal, counted from the day on which the citizen received the decision.
    pub appeal_days: Option<u16>,
    /// Title of the copy of the application that can be downloaded: «Форма обращения» (S-23).
    pub copy_title: Option<Text>,
    /// Whether the copy has the number as a QR code (S-23).
    pub qr: bool,
    /// Which answer says how urgent the application is; without it the term is the first one.
    pub category: Option<CategoryPlan>,
    /// Present if the service includes a visit.
    pub visit: Option<VisitPlan>,
    /// Months for which an approval is valid. After that it has to be renewed (M-45) with `renews`.
    pub valid_months: Option<u16>,
    /// Id of the service that renews an approval; this service by default.
    pub renews: Option<String>,
    /// What a decision holds besides its words.
    pub result: Option<ResultPlan>,
    /// What is told of an operation that is over (S-28).
    pub report: Option<ResultPlan>,
}

/// Which answers the visit of a service depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VisitPlan {
    pub kind: Visit,
    /// Choice fields for the operation: the first answered one names it. Empty for examinations.
    #[serde(default)]
    pub operation: Vec<String>,
    /// The choice field that names the region where the citizen lives.
    #[serde(default)]
    pub region: Option<String>,
    /// Fields that identify the patient: the first answered one counts. Name an СНИЛС or a document rather than a name.
    pub patient: Vec<String>,
    /// The phone field.
    pub phone: String,
}

/// Which category of the term an answer asks for (M-31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CategoryPlan {
    /// The choice field.
    pub field: String,
    /// Categories by the values of the field. A value that is not here has the first one.
    pub values: BTreeMap<String, String>,
}

impl Office {
    /// Whether applications are taken on `day`.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.opens.is_none_or(|first| first <= day) && self.closes.is_none_or(|last| day <= last)
    }

    /// Ids of the services that appeals and entitlements lead to, each with the place that names it.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let appeals = self.appeals.iter().map(|id| ("office/appeals", id.as_str()));
        let result = led_to(self.result.as_ref()).map(|id| ("office/result/entitles", id));
        let report = led_to(self.report.as_ref()).map(|id| ("office/report/entitles", id));
        appeals.chain(result).chain(report)
    }
}

fn led_to(plan: Option<&ResultPlan>) -> impl Iterator<Item = &str> {
    let entitles = plan.into_iter().flat_map(|plan| &plan.entitles);
    entitles.filter_map(|one| one.service.as_deref())
}

/// Data of a citizen that the server knows. Each belongs to a kind of field.
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
