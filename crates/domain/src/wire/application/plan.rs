use crate::form::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What has to be known before an operation (S-06, S-07, S-11).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Plan {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surgeon: Option<String>,
    /// What the office expects until the citizen has booked a day.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::wire::time::day_or_none"
    )]
    pub planned_on: Option<NaiveDate>,
    /// What to do, day by day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedule: Vec<PlanLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub medicines: Vec<Text>,
    /// Tests before the operation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examinations: Vec<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bring: Vec<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay_days: Option<u8>,
    /// When to stop eating and drinking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub food: Option<Text>,
    /// Who may come along, and who has to fetch the patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub companion: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text>,
}

/// A line of the schedule.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanLine {
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::wire::time::day_or_none"
    )]
    pub day: Option<NaiveDate>,
    pub text: Text,
}

// They reveal somebody's health.
impl std::fmt::Debug for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Plan(…)")
    }
}

impl std::fmt::Debug for PlanLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlanLine(…)")
    }
}
