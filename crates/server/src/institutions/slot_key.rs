use chrono::{DateTime, Utc};

/// A slot: slots are not stored, this names one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct SlotKey {
    pub(crate) institution: String,
    pub(crate) line: String,
    pub(crate) starts_at: DateTime<Utc>,
}

impl SlotKey {
    /// Unix milliseconds, as the database keeps it.
    pub(crate) fn ms(&self) -> i64 {
        self.starts_at.timestamp_millis()
    }
}
