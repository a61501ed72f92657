use chrono::{DateTime, TimeDelta, Utc};

/// Notices of an earlier slot in all; at most one in 24 hours.
pub const NOTICES: u8 = 3;

/// Waiting for an earlier slot is offered when the visit is further away than this.
const FAR_DAYS: i64 = 7;

/// Whether waiting for an earlier slot makes sense.
#[must_use]
pub fn may_wait(starts_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    starts_at - now > TimeDelta::days(FAR_DAYS)
}

/// Whether somebody who waits can be told of an earlier slot now: after `sent` notices, the last one at `last`.
#[must_use]
pub fn may_notify(sent: u8, last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    sent < NOTICES && last.is_none_or(|last| now - last >= TimeDelta::days(1))
}
