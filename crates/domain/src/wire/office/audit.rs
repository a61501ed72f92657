use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `GET /audit`: who did or read what (M-49), the oldest line first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Audit {
    pub lines: Vec<AuditLine>,
    /// For `after`, if there may be more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}

/// Ids only, nothing of anybody's health.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditLine {
    pub id: i64,
    #[serde(with = "crate::wire::time::moment")]
    pub at: DateTime<Utc>,
    /// `citizen`, `system`, or the id of somebody of the staff.
    pub actor: String,
    /// Name of that person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What was changed (`state`, `executor`, `file` …) or done (`read_case`, `read_file`, `listed`, `signed_in` …).
    pub act: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// Id of what else it is about: a file, a booking, a person, a token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}
