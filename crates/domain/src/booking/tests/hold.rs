use super::at;
use crate::booking::*;
use chrono::TimeDelta;

const VISIT: &str = "2026-11-24T05:30:00Z";

#[test]
fn a_hold_lasts_ten_minutes_and_never_into_the_visit() {
    for (now, until) in [
        ("2026-11-23T04:00:00Z", "2026-11-23T04:10:00Z"),
        ("2026-11-24T05:20:00Z", VISIT),
        ("2026-11-24T05:25:30Z", VISIT),
    ] {
        assert_eq!(hold_until(at(now), at(VISIT)), at(until), "{now}");
        assert_eq!(prolonged_until(at(now), at(VISIT), 0), Some(at(until)), "{now}");
    }
    assert!(WARNING_SECONDS < TimeDelta::minutes(HOLD_MINUTES).num_seconds());
}

/// WCAG 2.2.1 asks for at least ten times.
#[test]
fn a_hold_is_prolonged_ten_times() {
    let now = at("2026-11-20T00:00:00Z");
    let lasting = (0..=u8::MAX).filter(|times| prolonged_until(now, at(VISIT), *times).is_some());
    assert_eq!(lasting.collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
}

#[test]
fn a_page_that_is_gone_keeps_a_time_for_a_minute_at_most() {
    for (now, ends_at, until) in [
        ("2026-11-20T10:00:00Z", "2026-11-20T10:09:00Z", "2026-11-20T10:01:00Z"),
        ("2026-11-20T10:08:30Z", "2026-11-20T10:09:00Z", "2026-11-20T10:09:00Z"),
        ("2026-11-20T10:10:00Z", "2026-11-20T10:09:00Z", "2026-11-20T10:09:00Z"),
    ] {
        assert_eq!(left_until(at(now), at(ends_at)), at(until), "{now}");
    }
    // A citizen who comes back sees the warning and can prolong the hold.
    let now = at("2026-11-20T10:00:00Z");
    assert!((left_until(now, at(VISIT)) - now).num_seconds() < WARNING_SECONDS);
}
