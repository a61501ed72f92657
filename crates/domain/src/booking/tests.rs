use super::*;
use chrono::{DateTime, Utc};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

#[test]
fn a_day_has_24_hours_by_instants() {
    let standing = Standing {
        state: BookingState::Booked,
        starts_at: at("2026-11-24T05:30:00Z"),
        must_move: false,
    };
    assert_eq!(standing.may_move(at("2026-11-23T05:30:00Z")), Ok(()));
    assert_eq!(standing.may_move(at("2026-11-23T05:30:00.001Z")), Err(ChangeLock::LessThanDay));
    assert_eq!(standing.may_cancel(at("2026-11-23T05:30:00Z")), Ok(CancelCost::Free));
    assert_eq!(standing.may_cancel(at("2026-11-24T05:29:59Z")), Ok(CancelCost::Late));
    assert_eq!(standing.may_cancel(at("2026-11-24T05:30:00Z")), Err(ChangeLock::Past));
}
