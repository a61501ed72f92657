use crate::booking::{Closed, Hours, UtcOffset, Visit};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `GET /institutions`: where examinations and operations take place, in the language of `Accept-Language`. The client filters
/// the list itself: a search can reveal somebody's health and must not be part of a URL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Institutions {
    /// Ordered by region and name.
    pub institutions: Vec<Institution>,
    /// Regions that have an institution, ordered by name.
    pub regions: Vec<Named>,
    /// Groups of operations, and the operations in each (S-16).
    pub operations: Vec<OperationGroup>,
    pub equipment: Vec<Named>,
    /// Open services that include a visit, in the order of the catalogue. A citizen applies through one of them.
    pub services: Vec<VisitService>,
}

/// A service that includes a visit.
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
    /// Id of the institution's region.
    pub region: String,
    pub city: String,
    pub address: String,
    pub phone: String,
    /// Minutes east of UTC.
    pub utc_offset: UtcOffset,
    /// Monday to Friday; null for a day without reception.
    pub week: Vec<Option<Hours>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Hours>,
    /// Ids of its equipment, accessibility included.
    pub equipment: Vec<String>,
    /// Appointment books, each with its own days.
    pub lines: Vec<Line>,
}

/// An appointment book of an institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Line {
    /// `examination`, or the id of a group of operations.
    pub id: String,
    /// Ids of the operations that this book is for; empty for examinations.
    pub operations: Vec<String>,
    /// The first day with a free slot; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::time::day_or_none")]
    pub nearest: Option<NaiveDate>,
}

/// `GET /applications/{id}/institutions/{institution}/days`: every day of the calendar, from `first` to `last` without a gap.
/// Days are in the institution's local time.
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
    /// Current time of the server.
    #[serde(with = "super::time::moment")]
    pub now: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Day {
    #[serde(with = "super::time::day")]
    pub day: NaiveDate,
    /// Number of free slots; one that is held for the citizen counts as free.
    pub free: u32,
    /// Why nothing can be booked. Absent for an open day, even if all its slots are taken, and for a day on which a slot is
    /// held for the citizen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
}

/// `GET /applications/{id}/institutions/{institution}/days/{day}`: slots of the day, the earliest first; none on a closed day.
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
    /// Free for the citizen: nobody else has booked or holds the slot.
    pub free: bool,
}

/// The `event:` name of [`SlotChanged`] on `/applications/{id}/institutions/{institution}/events`.
pub const SLOT_CHANGED: &str = "slot";

/// `data:` of a [`SLOT_CHANGED`] event: the current state of the slot for this citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlotChanged {
    #[serde(with = "super::time::moment")]
    pub starts_at: DateTime<Utc>,
    pub free: bool,
    #[serde(with = "super::time::day")]
    pub day: NaiveDate,
    /// Number of free slots on this day.
    pub day_free: u32,
}
