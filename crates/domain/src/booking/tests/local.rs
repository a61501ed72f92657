use super::{at, day};
use crate::booking::*;
use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;

#[test]
fn a_day_is_the_institutions() {
    for (instant, offset, today) in [
        // Калининград
        ("2026-11-23T21:59:59Z", 120, "23.11.2026"),
        ("2026-11-23T22:00:00Z", 120, "24.11.2026"),
        // Камчатка
        ("2026-11-23T11:59:59Z", 720, "23.11.2026"),
        ("2026-11-23T12:00:00Z", 720, "24.11.2026"),
        ("2026-12-31T12:00:00Z", 720, "01.01.2027"),
        ("2026-12-31T12:00:00Z", 120, "31.12.2026"),
        ("2026-11-23T00:00:00Z", 0, "23.11.2026"),
        ("2026-11-23T00:30:00Z", -60, "22.11.2026"),
    ] {
        assert_eq!(local_day(at(instant), offset), day(today), "{instant} {offset}");
    }
    let nine = day("24.11.2026").and_hms_opt(9, 0, 0).expect("a time");
    assert_eq!(to_utc(nine, 720), at("2026-11-23T21:00:00Z"));
    assert_eq!(to_utc(nine, 120), at("2026-11-24T07:00:00Z"));
    assert_eq!(local(at("2026-11-23T21:00:00Z"), 720), nine);
}

#[test]
fn zones_are_counted_from_moscow() {
    for (offset, told) in
        [(180, ""), (300, "+2"), (120, "−1"), (720, "+9"), (0, "−3"), (345, "+2:45")]
    {
        assert_eq!(from_moscow(offset), told);
    }
}

#[test]
fn the_end_of_time_is_no_panic() {
    let (first, last) =
        (DateTime::UNIX_EPOCH.with_timezone(&chrono::Utc), DateTime::<chrono::Utc>::MAX_UTC);
    assert_eq!(local(last, 720), last.naive_utc());
    assert_eq!(to_utc(first.naive_utc(), 0), first);
    assert_eq!(move_until(DateTime::<chrono::Utc>::MIN_UTC), DateTime::<chrono::Utc>::MIN_UTC);
    assert_eq!(hold_until(last, last), last);
}

proptest! {
    #[test]
    fn reading_the_clock_there_and_back_is_the_same_instant(second in -4_000_000_000_i64..8_000_000_000, offset in -720_i32..=840) {
        let instant = at("1970-01-01T00:00:00Z") + TimeDelta::seconds(second);
        prop_assert_eq!(to_utc(local(instant, offset), offset), instant);
        let clock = instant.naive_utc();
        prop_assert_eq!(local(to_utc(clock, offset), offset), clock);
        prop_assert_eq!(local(instant, offset).date(), local_day(instant, offset));
    }
}
