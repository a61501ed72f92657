use crate::case::CaseState;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The `event:` name of [`CaseChanged`] on `/events`.
pub const CASE_CHANGED: &str = "case";

/// The `event:` name of the first event of a stream that could not replay everything after `Last-Event-ID`. The client has to
/// fetch a snapshot.
pub const GAP: &str = "gap";

/// `data:` of a [`CASE_CHANGED`] event; its `id:` is the id of the journal entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseChanged {
    /// The application's opaque id.
    pub application: String,
    pub state: CaseState,
    #[serde(with = "super::time::moment")]
    pub at: DateTime<Utc>,
}
