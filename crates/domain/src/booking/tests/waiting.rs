use super::at;
use crate::booking::*;

#[test]
fn waiting_makes_sense_when_the_visit_is_more_than_a_week_away() {
    let visit = at("2026-12-01T06:00:00Z");
    assert!(may_wait(visit, at("2026-11-24T05:59:59.999Z")));
    assert!(!may_wait(visit, at("2026-11-24T06:00:00Z")), "a week is not more than a week");
    assert!(!may_wait(visit, at("2026-12-02T06:00:00Z")));
}

#[test]
fn three_notices_and_one_a_day() {
    let now = at("2026-11-24T06:00:00Z");
    let (day, less) = (at("2026-11-23T06:00:00Z"), at("2026-11-23T06:00:00.001Z"));
    for (sent, last, may) in [
        (0, None, true),
        (1, Some(day), true),
        (1, Some(less), false),
        (2, Some(day), true),
        (3, Some(day), false),
        (3, None, false),
    ] {
        assert_eq!(may_notify(sent, last, now), may, "{sent} {last:?}");
    }
}
