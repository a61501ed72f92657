use crate::wire::booking::TransferReason;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `POST /visits/{booking}/transfer`: the institution cannot keep the time of a visit and proposes another one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProposeTransfer {
    #[serde(with = "crate::wire::time::moment")]
    pub starts_at: DateTime<Utc>,
    pub reason: TransferReason,
    /// A PDF of at most 5 МБ in Base64. One is written without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
}

// A letter reveals somebody's health.
impl std::fmt::Debug for ProposeTransfer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProposeTransfer(…)")
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferProposed {
    /// Id of the booking.
    pub booking: String,
}

/// `PUT /slots`: the institution has given a slot away by itself, or has it free again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterSlot {
    pub institution: String,
    pub line: String,
    #[serde(with = "crate::wire::time::moment")]
    pub starts_at: DateTime<Utc>,
    pub taken: bool,
}
