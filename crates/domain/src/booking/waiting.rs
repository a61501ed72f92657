use chrono::{DateTime, TimeDelta, Utc};

/// Most notices of an earlier slot for one booking. At most one is sent in 24 hours.
pub const NOTICES: u8 = 3;

/// A citizen can wait for an earlier slot if the visit is more than this many days away.
const FAR_DAYS: i64 = 7;

/// Whether the citizen can wait for an earlier slot.
#[must_use]
pub fn may_wait(starts_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    starts_at - now > TimeDelta::days(FAR_DAYS)
}

/// Whether a waiting citizen can get a notice of an earlier slot now, after `sent` notices, the last one at `last`.
#[must_use]
pub fn may_notify(sent: u8, last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    sent < NOTICES && last.is_none_or(|last| now - last >= TimeDelta::days(1))
}
