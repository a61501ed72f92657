use crate::booking::{Closed, Hours, UtcOffset, Visit};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `GET /institutions`: where examinations and operations take place, in the language of `Accept-Language`. Filters are
/// the reader's own: what is looked for can tell about somebody's health and must not stand in an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Institutions {
    /// In the order of region and name.
    pub institutions: Vec<Institution>,
    /// Regions with an institution, by name.
    pub regions: Vec<Named>,
    /// The kinds of operations and what belongs to each (S-16).
    pub operations: Vec<OperationGroup>,
    pub equipment: Vec<Named>,
    /// The open services with a visit, in the order of the catalogue: where an application begins.
    pub services: Vec<VisitService>,
}

/// A service that a visit belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitService {
    pub id: String,
    pub title: String,
    pub visit: Visit,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Named {
    pub id: String,
    pub title: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationGroup {
    pub id: String,
    pub title: String,
    pub operations: Vec<Named>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Institution {
    pub id: String,
    pub visit: Visit,
    pub name: String,
    /// The id of its region.
    pub region: String,
    pub city: String,
    pub address: String,
    pub phone: String,
    /// Minutes east of UTC.
    pub utc_offset: UtcOffset,
    /// Monday to Friday; empty for a day without reception.
    pub week: Vec<Option<Hours>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Hours>,
    /// Ids of what it is equipped with, accessibility included.
    pub equipment: Vec<String>,
    /// What can be booked, each with days of its own.
    pub lines: Vec<Line>,
}

/// What an institution keeps one appointment book for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Line {
    /// `examination`, or the id of a group of operations.
    pub id: String,
    /// Ids of the operations; empty for examinations.
    pub operations: Vec<String>,
    /// The first day with a free slot; empty when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::time::day_or_none")]
    pub nearest: Option<NaiveDate>,
}

/// `GET /applications/{id}/institutions/{institution}/days`: every day of the calendar, from `first` to `last` without a
/// gap. Days are those of the institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Days {
    pub utc_offset: UtcOffset,
    #[serde(with = "super::time::day")]
    pub today: NaiveDate,
    #[serde(with = "super::time::day")]
    pub first: NaiveDate,
    #[serde(with = "super::time::day")]
    pub last: NaiveDate,
    pub days: Vec<Day>,
    /// The clock of the server.
    #[serde(with = "super::time::moment")]
    pub now: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Day {
    #[serde(with = "super::time::day")]
    pub day: NaiveDate,
    /// Free slots; one that is held for the citizen counts as free.
    pub free: u32,
    /// Why nothing can be booked; empty for an open day, whose slots may all be taken, and for one on which a slot is held
    /// for the citizen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
}

/// `GET /applications/{id}/institutions/{institution}/days/{day}`, the earliest first; empty for a closed day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Slots {
    #[serde(with = "super::time::day")]
    pub day: NaiveDate,
    pub slots: Vec<Slot>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = VisitSlot))]
pub struct Slot {
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    /// Free for the citizen: nobody else has or holds it.
    pub free: bool,
}

/// The `event:` name of [`SlotChanged`] on `/applications/{id}/institutions/{institution}/events`.
pub const SLOT_CHANGED: &str = "slot";

/// `data:` of a [`SLOT_CHANGED`] event: how it stands now, for this citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlotChanged {
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    pub free: bool,
    #[serde(with = "super::time::day")]
    pub day: NaiveDate,
    /// Free slots of the day.
    pub day_free: u32,
}
