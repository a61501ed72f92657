//! The file that lists where examinations and operations take place: the embedded `institutions.json`, or the one of
//! `--institutions`.

use domain::booking::{Hours, UtcOffset, Visit};
use domain::form::Text;
use serde::Deserialize;

/// Id of the line (appointment book) for examinations.
pub(crate) const EXAMINATION: &str = "examination";

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) regions: Vec<Region>,
    pub(super) operations: Vec<Group>,
    pub(super) equipment: Vec<Titled>,
    pub(super) institutions: Vec<Institution>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Region {
    pub(super) id: String,
    pub(super) title: Text,
    /// Name of a calendar of the crate `holidays-ru`, for a region with holidays of its own.
    pub(super) calendar: Option<String>,
}

/// A group of operations with appointment books of its own: its id is also the id of their lines.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) operations: Vec<Operation>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) title: Text,
    /// What the office tells everybody who is going to have it.
    pub(crate) preparation: Option<Preparation>,
}

/// How to prepare for an operation.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Preparation {
    pub(crate) medicines: Vec<Text>,
    /// Tests before the operation.
    pub(crate) examinations: Vec<Text>,
    pub(crate) bring: Vec<Text>,
    pub(crate) stay_days: Option<u8>,
    /// When to stop eating and drinking.
    pub(crate) food: Option<Text>,
    /// Who may come along.
    pub(crate) companion: Option<Text>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Titled {
    pub(crate) id: String,
    pub(crate) title: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Institution {
    pub(super) id: String,
    pub(super) visit: Visit,
    pub(super) name: Text,
    pub(super) region: String,
    pub(super) city: Text,
    pub(super) address: Text,
    pub(super) phone: String,
    /// Where it takes electronic referrals.
    pub(super) email: Option<String>,
    pub(super) utc_offset: UtcOffset,
    /// Monday to Friday; `null` for a day without reception.
    pub(super) week: Vec<Option<Hours>>,
    pub(super) pause: Option<Hours>,
    #[serde(default)]
    pub(super) equipment: Vec<String>,
    pub(super) lines: Vec<Line>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) id: String,
    #[serde(default)]
    pub(super) operations: Vec<String>,
    pub(super) minutes: u16,
    pub(super) notice_days: u16,
    pub(super) horizon_days: u16,
    /// In a seeded network: for how many days after the opening every slot is taken.
    #[serde(default)]
    pub(super) full_days: u16,
    /// In a seeded network: the percentage of the later slots that are taken.
    #[serde(default)]
    pub(super) taken_percent: u8,
}
