use super::at;
use crate::booking::nearest;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use std::collections::BTreeSet;

const WANTED: &str = "2026-11-24T06:00:00Z";

fn minutes(minutes: &[i64]) -> Vec<DateTime<Utc>> {
    minutes.iter().map(|minutes| at(WANTED) + TimeDelta::minutes(*minutes)).collect()
}

#[test]
fn the_nearest_on_both_sides_in_order() {
    for (free, many, found) in [
        (&[-90, 30, 300, -30, 60][..], 3, &[-30, 30, 60][..]),
        // Equally near: the earlier time is taken.
        (&[30, -30, 60, -60], 1, &[-30]),
        (&[30, -30, 60, -60], 3, &[-60, -30, 30]),
        // Duplicates count once.
        (&[30, 30, 30, -60, 600], 2, &[-60, 30]),
        (&[0, 10], 1, &[0]),
        (&[10, 20], 5, &[10, 20]),
        (&[10, 20], 0, &[]),
        (&[], 3, &[]),
    ] {
        assert_eq!(nearest(minutes(free), at(WANTED), many), minutes(found), "{free:?} {many}");
    }
}

proptest! {
    #[test]
    fn nothing_nearer_is_left_out(free in prop::collection::vec(-500_i64..500, 0..40), many in 0_usize..6) {
        let found = nearest(minutes(&free), at(WANTED), many);
        let all: BTreeSet<i64> = free.iter().copied().collect();
        prop_assert_eq!(found.len(), many.min(all.len()));
        prop_assert!(found.is_sorted_by(|a, b| a < b));
        let found: BTreeSet<i64> = found.iter().map(|time| (*time - at(WANTED)).num_minutes()).collect();
        prop_assert!(found.is_subset(&all));
        let farthest = found.iter().map(|minutes| (minutes.abs(), *minutes)).max();
        for left in all.difference(&found) {
            prop_assert!(Some((left.abs(), *left)) > farthest, "{left} is nearer than {farthest:?}");
        }
    }
}
