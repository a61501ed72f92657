//! What stands in the appointment books of a demonstration or a test before anybody books: a function of the slot and
//! of the day on which the server first started, not rows.

use super::network::Line;
use super::parts::InstitutionStore;
use crate::fail::{Fail, Result};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::booking::local_day;
use std::sync::{PoisonError, RwLock};

/// Since when the network is booked up; a server without `--demo` and `--test-doors` begins with empty books.
#[derive(Debug, Default)]
pub(crate) struct Seed(RwLock<Option<NaiveDate>>);

/// The books as they were before anybody booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Before(Option<NaiveDate>);

impl Seed {
    pub(crate) fn before(&self) -> Before {
        Before(*self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, opened_on: Option<NaiveDate>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = opened_on;
    }
}

impl Before {
    /// Whether somebody had the slot already.
    pub(crate) fn takes(self, line: &Line, starts_at: DateTime<Utc>) -> bool {
        let Some(opened_on) = self.0 else { return false };
        let day = local_day(starts_at, line.schedule.utc_offset);
        let full_until = opened_on.checked_add_days(Days::new(line.full_days.into()));
        let is_full = full_until.is_some_and(|until| day < until);
        is_full
            || mix(line.key ^ starts_at.timestamp().cast_unsigned()) % 100
                < line.taken_percent.into()
    }
}

/// Remembers the first start, and whether the books of this server are seeded.
pub(crate) async fn open(
    institutions: &InstitutionStore,
    seeded: bool,
) -> std::result::Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO network (id, opened_on, seeded) VALUES (1, ?, ?)
         ON CONFLICT (id) DO UPDATE SET seeded = excluded.seeded",
    )
    .bind(institutions.base.clock.today().to_string())
    .bind(seeded)
    .execute(institutions.base.db.write())
    .await?;
    read(institutions).await
}

/// The books as the server sees them, which may be another process.
pub(crate) async fn read(institutions: &InstitutionStore) -> std::result::Result<(), sqlx::Error> {
    let row: Option<(String, bool)> = sqlx::query_as("SELECT opened_on, seeded FROM network")
        .fetch_optional(institutions.base.db.write())
        .await?;
    let opened_on = row.filter(|(_, seeded)| *seeded).and_then(|(day, _)| day.parse().ok());
    institutions.seed.set(opened_on);
    Ok(())
}

/// A fresh start: the network opens today.
pub(crate) async fn reopen(institutions: &InstitutionStore) -> Result<()> {
    sqlx::query("UPDATE network SET opened_on = ?")
        .bind(institutions.base.clock.today().to_string())
        .execute(institutions.base.db.write())
        .await?;
    read(institutions).await.map_err(Fail::from)
}

/// Tells appointment books apart (FNV-1a).
pub(super) fn line_key(institution: &str, line: &str) -> u64 {
    let bytes = institution.bytes().chain([b'/']).chain(line.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Spreads neighbouring numbers over all numbers (SplitMix64).
fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::institutions::network::Network;
    use chrono::TimeDelta;

    fn share(line: &Line, before: Before, from: &str) -> usize {
        let from: DateTime<Utc> = from.parse().unwrap();
        let slots = (0..1000).map(|n| from + TimeDelta::minutes(30 * n));
        slots.filter(|at| before.takes(line, *at)).count()
    }

    #[test]
    fn books_are_as_full_as_the_file_says() {
        let opened = Before(NaiveDate::from_ymd_opt(2026, 11, 22));
        let network = Network::load(None).unwrap();
        for line in network.places().flat_map(|place| &place.lines) {
            assert_eq!(share(line, Before(None), "2029-01-01T00:00:00Z"), 0);
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
