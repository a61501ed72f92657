use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `GET /load`: how busy the server is (M-49).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Load {
    #[serde(with = "crate::wire::time::moment")]
    pub started_at: DateTime<Utc>,
    /// Live streams that are open.
    pub streams: u32,
    /// Citizens and appointment books that they are about.
    pub places: u32,
    /// Requests that have been answered within the last minute.
    pub requests_last_minute: u32,
    /// Those of them that the server has failed (5xx).
    pub failed_last_minute: u32,
    /// The slowest of them until its answer began.
    pub slowest_ms: u32,
    /// Requests that are being worked on.
    pub in_flight: u32,
}
