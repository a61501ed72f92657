use super::at;
use crate::booking::*;
use chrono::TimeDelta;
use proptest::prelude::*;

const VISIT: &str = "2026-11-24T05:30:00Z";

fn standing(state: BookingState, must_move: bool) -> Standing {
    Standing { state, starts_at: at(VISIT), must_move }
}

#[test]
fn a_day_has_24_hours_by_instants() {
    let booked = standing(BookingState::Booked, false);
    assert_eq!(move_until(at(VISIT)), at("2026-11-23T05:30:00Z"));
    for (now, moved, cancelled) in [
        ("2026-11-01T00:00:00Z", Ok(()), Ok(CancelCost::Free)),
        ("2026-11-23T05:29:59.999Z", Ok(()), Ok(CancelCost::Free)),
        // Exactly 24 hours are left.
        ("2026-11-23T05:30:00Z", Ok(()), Ok(CancelCost::Free)),
        ("2026-11-23T05:30:00.001Z", Err(ChangeLock::LessThanDay), Ok(CancelCost::Late)),
        ("2026-11-24T05:29:59.999Z", Err(ChangeLock::LessThanDay), Ok(CancelCost::Late)),
        ("2026-11-24T05:30:00Z", Err(ChangeLock::Past), Err(ChangeLock::Past)),
        ("2026-12-24T05:30:00Z", Err(ChangeLock::Past), Err(ChangeLock::Past)),
    ] {
        assert_eq!(booked.is_ahead(at(now)), cancelled.is_ok(), "{now}");
        assert_eq!(booked.may_move(at(now)), moved, "{now}");
        assert_eq!(booked.can_use_earlier(at(now)), moved.is_ok(), "{now}");
        assert_eq!(booked.may_cancel(at(now)), cancelled, "{now}");
    }
}

/// S-26: cancelling is free if the institution cannot keep the time.
#[test]
fn what_the_institution_cannot_keep_is_moved_until_it_begins() {
    let proposed = standing(BookingState::Booked, true);
    for now in ["2026-11-22T00:00:00Z", "2026-11-23T05:30:00.001Z", "2026-11-24T05:29:59.999Z"] {
        assert_eq!(proposed.may_move(at(now)), Ok(()), "{now}");
        assert_eq!(proposed.may_cancel(at(now)), Ok(CancelCost::Free), "{now}");
    }
    assert!(!proposed.can_use_earlier(at("2026-11-22T00:00:00Z")));
    assert_eq!(proposed.may_move(at(VISIT)), Err(ChangeLock::Past));
    assert_eq!(proposed.may_cancel(at(VISIT)), Err(ChangeLock::Past));
}

#[test]
fn what_is_over_stays_as_it_is() {
    let early = at("2026-11-01T00:00:00Z");
    for (state, lock) in
        [(BookingState::Cancelled, ChangeLock::Cancelled), (BookingState::Past, ChangeLock::Past)]
    {
        for must_move in [false, true] {
            assert!(!standing(state, must_move).is_ahead(early));
            assert_eq!(standing(state, must_move).may_move(early), Err(lock));
            assert_eq!(standing(state, must_move).may_cancel(early), Err(lock));
        }
    }
}

proptest! {
    #[test]
    fn moving_ends_exactly_24_hours_before(second in 0_i64..4_000_000_000, before in -200_000_i64..200_000) {
        let starts_at = at("1970-01-01T00:00:00Z") + TimeDelta::seconds(second);
        prop_assert_eq!(starts_at - move_until(starts_at), TimeDelta::hours(24));
        let now = starts_at - TimeDelta::seconds(before);
        let booked = Standing { state: BookingState::Booked, starts_at, must_move: false };
        prop_assert_eq!(booked.may_move(now).is_ok(), before >= 86_400);
        prop_assert_eq!(booked.may_cancel(now).is_ok(), before > 0);
        // A booking can be moved exactly when it can be cancelled for free.
        prop_assert_eq!(booked.may_move(now).is_ok(), booked.may_cancel(now) == Ok(CancelCost::Free));
    }
}
