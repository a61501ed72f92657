use chrono::{DateTime, TimeDelta, Utc};

/// Minutes for which a chosen slot is kept for the citizen.
pub const HOLD_MINUTES: i64 = 10;

/// How often a hold can be prolonged (WCAG 2.2.1 asks for ten times at least).
pub const PROLONGATIONS: u8 = 10;

/// Seconds before its end at which the citizen is warned, once.
pub const WARNING_SECONDS: i64 = 120;

/// When a hold that begins now ends; never after the visit begins.
#[must_use]
pub fn hold_until(now: DateTime<Utc>, starts_at: DateTime<Utc>) -> DateTime<Utc> {
    let end = now.checked_add_signed(TimeDelta::minutes(HOLD_MINUTES)).unwrap_or(now);
    end.min(starts_at)
}

/// When a hold that is prolonged now ends; `None` when it has been prolonged so often that it cannot be again.
#[must_use]
pub fn prolonged_until(
    now: DateTime<Utc>,
    starts_at: DateTime<Utc>,
    times: u8,
) -> Option<DateTime<Utc>> {
    (times < PROLONGATIONS).then(|| hold_until(now, starts_at))
}

/// Seconds for which a hold goes on at most once the page that took it is gone: it may just be loading anew.
const LEFT_SECONDS: i64 = 60;

/// When a hold until `ends_at` ends whose page is gone now.
#[must_use]
pub fn left_until(now: DateTime<Utc>, ends_at: DateTime<Utc>) -> DateTime<Utc> {
    let end = now.checked_add_signed(TimeDelta::seconds(LEFT_SECONDS)).unwrap_or(now);
    end.min(ends_at)
}
