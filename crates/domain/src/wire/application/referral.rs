use crate::form::Text;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The electronic referral for an approved operation; its document is at `/applications/{id}/referral.pdf`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Referral {
    /// The institution where the operation is booked, if it takes referrals by e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Text>,
    /// When the citizen has sent it there.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::wire::time::moment_or_none"
    )]
    pub sent_at: Option<DateTime<Utc>>,
}
