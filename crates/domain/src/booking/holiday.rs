use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

/// A non-working holiday of the whole country (ТК РФ, ст. 112).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    /// 1 to 6 and 8 January.
    NewYear,
    /// 7 January.
    Christmas,
    /// 23 February.
    Defender,
    /// 8 March.
    Women,
    /// 1 May.
    Labour,
    /// 9 May.
    Victory,
    /// 12 June.
    Russia,
    /// 4 November.
    Unity,
}

impl Holiday {
    /// The holiday that falls on `day`, even if its day off has been moved to another day.
    #[must_use]
    pub fn on(day: NaiveDate) -> Option<Self> {
        match (day.month(), day.day()) {
            (1, 7) => Some(Self::Christmas),
            (1, 1..=8) => Some(Self::NewYear),
            (2, 23) => Some(Self::Defender),
            (3, 8) => Some(Self::Women),
            (5, 1) => Some(Self::Labour),
            (5, 9) => Some(Self::Victory),
            (6, 12) => Some(Self::Russia),
            (11, 4) => Some(Self::Unity),
            _ => None,
        }
    }
}
