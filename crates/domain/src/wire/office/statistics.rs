use serde::{Deserialize, Serialize};

/// `GET /statistics`: the cases that were sent within a time, by service (M-48). Counts, and nobody's case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statistics {
    pub rows: Vec<ServiceCount>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceCount {
    pub service: String,
    /// All of them; the following are what has become of them by now.
    pub received: u32,
    /// Not decided.
    pub open: u32,
    /// Open, and waiting for their citizens.
    pub paused: u32,
    pub approved: u32,
    pub refused: u32,
    pub withdrawn: u32,
    /// Open, not waiting, and beyond the last day of the term.
    pub overdue: u32,
    /// Working days from sending to the decision, in the middle of those that are decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<u16>,
}
