use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// State of the institution's proposal of another time (S-26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransferState {
    /// Waits for the citizen's answer.
    Proposed,
    /// Declined, or not answered in time: the citizen chooses another time.
    Declined,
}

impl TransferState {
    /// State at `now`. A proposal counts as declined if the citizen has not answered in time.
    #[must_use]
    pub fn at(self, answer_by: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        if now < answer_by { self } else { Self::Declined }
    }
}
