use chrono::{DateTime, Utc};

/// Identifies a slot. Slots themselves are not stored.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct SlotKey {
    pub(crate) institution: String,
    pub(crate) line: String,
    pub(crate) starts_at: DateTime<Utc>,
}

impl SlotKey {
    /// The start in Unix milliseconds, as the database stores it.
    pub(crate) fn ms(&self) -> i64 {
        self.starts_at.timestamp_millis()
    }
}
