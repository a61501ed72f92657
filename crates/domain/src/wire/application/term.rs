use crate::form::Text;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The term of a case (M-31): its length, its end, and what has moved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseTerm {
    /// Id of the category: `standard`, `priority`, `urgent`.
    pub category: String,
    /// Length of the category in working days, counted from the day after the application was sent.
    pub working_days: u16,
    /// The day by which a decision is expected: the last day of the term or, after a later visit, the first working day after it.
    #[serde(with = "crate::wire::time::day")]
    pub expected_by: NaiveDate,
    /// The last day of the term itself; absent if it is `expected_by`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::wire::time::day_or_none"
    )]
    pub due: Option<NaiveDate>,
    /// Working days after today, up to and including the last day of the term: 0 on that day and after it. While the term stands
    /// still, those that are left after the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u16>,
    /// Whether the days are based on an official calendar of working days, not on a forecast.
    #[serde(default)]
    pub official_calendar: bool,
    /// Present while the term stands still (C-10).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::wire::time::moment_or_none"
    )]
    pub paused_since: Option<DateTime<Utc>>,
    /// Whether `expected_by` follows from a visit after the end of the term.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub after_visit: bool,
    /// The last move of the term, until the decision (M-32).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<TermMoved>,
}

/// A move of the term, from a day to `CaseTerm::expected_by`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TermMoved {
    #[serde(with = "crate::wire::time::day")]
    pub from: NaiveDate,
    #[serde(with = "crate::wire::time::moment")]
    pub at: DateTime<Utc>,
    pub why: Text,
}
