use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// Minutes east of UTC. Russian time zones have no daylight saving time, so a visit needs only the offset of its institution,
/// not the zone.
pub type UtcOffset = i32;

/// Difference from Moscow time, as Russians write it: `+2`, `−1`, and empty for Moscow itself.
#[must_use]
pub fn from_moscow(offset: UtcOffset) -> String {
    const MOSCOW: UtcOffset = 3 * 60;
    let minutes = offset - MOSCOW;
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes, rest) {
        (0, _) => String::new(),
        (_, 0) => format!("{sign}{hours}"),
        _ => format!("{sign}{hours}:{rest:02}"),
    }
}

/// Local time at the institution.
#[must_use]
pub fn local(at: DateTime<Utc>, offset: UtcOffset) -> NaiveDateTime {
    at.naive_utc().checked_add_signed(TimeDelta::minutes(offset.into())).unwrap_or(at.naive_utc())
}

/// The calendar day at the institution.
#[must_use]
pub fn local_day(at: DateTime<Utc>, offset: UtcOffset) -> NaiveDate {
    local(at, offset).date()
}

/// The instant at which it is `time` at the institution.
#[must_use]
pub fn to_utc(time: NaiveDateTime, offset: UtcOffset) -> DateTime<Utc> {
    time.checked_sub_signed(TimeDelta::minutes(offset.into())).unwrap_or(time).and_utc()
}
