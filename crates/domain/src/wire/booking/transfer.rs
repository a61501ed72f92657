use crate::booking::TransferState;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The institution proposes another time (S-26). The slot is held for the citizen until `answer_by`.
/// `POST /bookings/{id}/transfer/accept` moves the booking to it, `…/decline` lets the citizen choose another time; both take
/// an `AnswerTransfer`. The letter is at `/bookings/{id}/transfer/letter.pdf`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transfer {
    #[serde(with = "super::super::time::moment")]
    pub starts_at: DateTime<Utc>,
    pub reason: TransferReason,
    #[serde(with = "super::super::time::moment")]
    pub answer_by: DateTime<Utc>,
    pub state: TransferState,
}

impl Transfer {
    /// Whether the citizen can still answer.
    #[must_use]
    pub fn awaits(&self, now: DateTime<Utc>) -> bool {
        self.state.at(self.answer_by, now) == TransferState::Proposed
    }
}

/// `POST /bookings/{id}/transfer/accept` and `…/decline`: the proposed time that the citizen has seen. 412 `conflict` if the
/// institution does not propose this time, or no longer does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerTransfer {
    #[serde(with = "super::super::time::moment")]
    pub starts_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransferReason {
    ProtocolChanged,
    Equipment,
    SurgeonAbsent,
    /// Another patient has a complication.
    Emergency,
}
