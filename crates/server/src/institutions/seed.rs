//! The taken slots in the appointment books of a demonstration or a test before anybody books. They are not stored: they
//! are computed from the slot and the day on which the server first started.

use super::network::Line;
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::booking::local_day;
use std::sync::{PoisonError, RwLock};

/// The day from which the books are filled. A server without `--demo` and `--test-doors` has none and begins with empty
/// books.
#[derive(Debug, Default)]
pub(crate) struct Seed(RwLock<Option<NaiveDate>>);

/// Which slots were taken before anybody booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SeededSlots(Option<NaiveDate>);

impl Seed {
    pub(crate) fn slots(&self) -> SeededSlots {
        SeededSlots(*self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn set(&self, opened_on: Option<NaiveDate>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = opened_on;
    }
}

impl SeededSlots {
    /// Whether the slot was taken.
    pub(crate) fn is_taken(self, line: &Line, starts_at: DateTime<Utc>) -> bool {
        let Some(opened_on) = self.0 else { return false };
        let day = local_day(starts_at, line.schedule.utc_offset);
        let full_until = opened_on.checked_add_days(Days::new(line.full_days.into()));
        let is_full = full_until.is_some_and(|until| day < until);
        is_full
            || mix(line.key ^ starts_at.timestamp().cast_unsigned()) % 100
                < line.taken_percent.into()
    }
}

/// Scrambles a number, so that neighbouring slots get unrelated numbers (SplitMix64).
fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::institutions::network::{Network, line_key};
    use chrono::TimeDelta;

    fn share(line: &Line, seeded: SeededSlots, from: &str) -> usize {
        let from: DateTime<Utc> = from.parse().unwrap();
        let slots = (0..1000).map(|n| from + TimeDelta::minutes(30 * n));
        slots.filter(|at| seeded.is_taken(line, *at)).count()
    }

    #[test]
    fn books_are_as_full_as_the_file_says() {
        let opened = SeededSlots(NaiveDate::from_ymd_opt(2026, 11, 22));
        let network = Network::load(None).unwrap();
        for line in network.institutions().flat_map(|institution| &institution.lines) {
            assert_eq!(share(line, SeededSlots(None), "2029-01-01T00:00:00Z"), 0);
            let taken = share(line, opened, "2029-01-01T00:00:00Z");
            let wanted = usize::from(line.taken_percent) * 10;
            assert!(taken.abs_diff(wanted) < 60, "{taken} {wanted}");
            if line.full_days > 21 {
                assert_eq!(share(line, opened, "2026-11-22T00:00:00Z"), 1000);
            }
        }
    }

    #[test]
    fn books_are_the_same_every_time_and_differ_from_each_other() {
        assert_eq!(line_key("a", "b"), line_key("a", "b"));
        assert_ne!(line_key("a", "b"), line_key("ab", ""));
        assert_ne!(mix(1), mix(2));
    }
}
