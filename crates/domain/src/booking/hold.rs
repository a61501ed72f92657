use chrono::{DateTime, TimeDelta, Utc};

/// How long a slot is held for the citizen, in minutes.
pub const HOLD_MINUTES: i64 = 10;

/// How many times a hold can be prolonged; WCAG 2.2.1 asks for at least ten.
pub const PROLONGATIONS: u8 = 10;

/// The citizen is warned once, this many seconds before the hold ends.
pub const WARNING_SECONDS: i64 = 120;

/// End of a hold that begins now; never later than the start of the visit.
#[must_use]
pub fn hold_until(now: DateTime<Utc>, starts_at: DateTime<Utc>) -> DateTime<Utc> {
    let end = now.checked_add_signed(TimeDelta::minutes(HOLD_MINUTES)).unwrap_or(now);
    end.min(starts_at)
}

/// New end of a hold that is prolonged now, after `times` earlier prolongations; `None` if no more are allowed.
#[must_use]
pub fn prolonged_until(
    now: DateTime<Utc>,
    starts_at: DateTime<Utc>,
    times: u8,
) -> Option<DateTime<Utc>> {
    (times < PROLONGATIONS).then(|| hold_until(now, starts_at))
}

/// A hold lasts at most this many seconds after its page is gone. It does not end at once, as the page may be reloading.
const LEFT_SECONDS: i64 = 60;

/// New end of a hold until `ends_at` whose page is gone now.
#[must_use]
pub fn left_until(now: DateTime<Utc>, ends_at: DateTime<Utc>) -> DateTime<Utc> {
    let end = now.checked_add_signed(TimeDelta::seconds(LEFT_SECONDS)).unwrap_or(now);
    end.min(ends_at)
}
