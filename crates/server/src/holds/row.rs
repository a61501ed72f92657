//! A hold as stored in the database.

use crate::clock::from_ms;
use crate::institutions::SlotKey;
use chrono::{DateTime, Utc};
use domain::booking::PROLONGATIONS;
use domain::wire::booking::Hold;

/// Why a slot is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The citizen has chosen it.
    Citizen,
    /// The institution has proposed it.
    Transfer,
}

impl Purpose {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Transfer => "transfer",
        }
    }
}

/// A hold in the database.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct HoldRow {
    pub(crate) id: String,
    pub(crate) institution: String,
    pub(crate) line: String,
    starts_at: i64,
    pub(crate) ends_at: i64,
    pub(crate) prolonged: u8,
}

impl HoldRow {
    pub(crate) fn hold(&self, now: DateTime<Utc>) -> Hold {
        Hold {
            institution: self.institution.clone(),
            starts_at: from_ms(self.starts_at),
            ends_at: from_ms(self.ends_at),
            prolongations_left: PROLONGATIONS.saturating_sub(self.prolonged),
            now,
        }
    }

    pub(crate) fn slot(&self) -> SlotKey {
        SlotKey {
            institution: self.institution.clone(),
            line: self.line.clone(),
            starts_at: from_ms(self.starts_at),
        }
    }
}
