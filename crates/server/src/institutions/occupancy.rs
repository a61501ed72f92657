//! Which slots are taken.

use super::network::Line;
use super::seed::SeededSlots;
use super::slot_key::SlotKey;
use crate::clock::from_ms;
use crate::fail::Result;
use chrono::{DateTime, Utc};
use sqlx::{SqliteConnection, SqliteExecutor};
use std::collections::{HashMap, HashSet};

/// The taken slots of an appointment book. Slots are named by their start in Unix milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Occupancy {
    /// Booked; of [`of_all`] also held.
    taken: HashSet<i64>,
    /// Held, by application.
    holds: HashMap<i64, String>,
    /// Given away (`true`) or taken back (`false`) by the institution's own registry.
    registered: HashMap<i64, bool>,
}

impl Occupancy {
    /// Whether nobody but this application has the slot. Does not check that it is offered.
    pub(crate) fn is_free(
        &self,
        line: &Line,
        seeded: SeededSlots,
        starts_at: DateTime<Utc>,
        application: Option<&str>,
    ) -> bool {
        let ms = starts_at.timestamp_millis();
        let registered = self.registered.get(&ms).copied();
        let holder = self.holds.get(&ms).map(String::as_str);
        !self.taken.contains(&ms)
            && holder.is_none_or(|holder| application == Some(holder))
            && !registered.unwrap_or_else(|| seeded.is_taken(line, starts_at))
    }

    /// Slots that the application holds.
    pub(crate) fn held(&self, application: Option<&str>) -> impl Iterator<Item = DateTime<Utc>> {
        let holds = self.holds.iter();
        holds
            .filter(move |(_, holder)| application == Some(holder.as_str()))
            .map(|(ms, _)| from_ms(*ms))
    }

    fn add(&mut self, starts_at: i64, registered: Option<bool>) {
        match registered {
            Some(taken) => {
                self.registered.insert(starts_at, taken);
            }
            None => {
                self.taken.insert(starts_at);
            }
        }
    }
}

/// Taken slots of one appointment book after `now`.
pub(crate) async fn of_line(
    database: impl SqliteExecutor<'_>,
    (institution, line): (&str, &str),
    now: i64,
) -> Result<Occupancy> {
    let rows: Vec<(i64, Option<bool>, Option<String>)> = sqlx::query_as(
        "SELECT starts_at, NULL AS taken, NULL AS holder FROM bookings
         WHERE institution = ?1 AND line = ?2 AND state = 'booked' AND starts_at > ?3
         UNION ALL SELECT starts_at, NULL, application FROM holds
         WHERE institution = ?1 AND line = ?2 AND ends_at > ?3
         UNION ALL SELECT starts_at, taken, NULL FROM registry
         WHERE institution = ?1 AND line = ?2 AND starts_at > ?3",
    )
    .bind(institution)
    .bind(line)
    .bind(now)
    .fetch_all(database)
    .await?;
    let mut occupancy = Occupancy::default();
    for (starts_at, taken, holder) in rows {
        match holder {
            // Whoever holds a slot twice, for two purposes, is the same application.
            Some(application) => {
                occupancy.holds.insert(starts_at, application);
            }
            None => occupancy.add(starts_at, taken),
        }
    }
    Ok(occupancy)
}

/// Taken slots of all appointment books after `now`, by institution and line. Every hold counts as taken.
pub(crate) async fn of_all(
    database: impl SqliteExecutor<'_>,
    now: i64,
) -> Result<HashMap<(String, String), Occupancy>> {
    let rows: Vec<(String, String, i64, Option<bool>)> = sqlx::query_as(
        "SELECT institution, line, starts_at, NULL AS taken FROM bookings
         WHERE state = 'booked' AND starts_at > ?1
         UNION ALL SELECT institution, line, starts_at, NULL FROM holds WHERE ends_at > ?1
         UNION ALL SELECT institution, line, starts_at, taken FROM registry WHERE starts_at > ?1",
    )
    .bind(now)
    .fetch_all(database)
    .await?;
    let mut all: HashMap<_, Occupancy> = HashMap::new();
    for (institution, line, starts_at, taken) in rows {
        all.entry((institution, line)).or_default().add(starts_at, taken);
    }
    Ok(all)
}

/// Whether one slot is booked or held, not counting holds of `application`; and what the registry says about it.
pub(super) async fn of_slot(
    database: &mut SqliteConnection,
    slot: &SlotKey,
    application: Option<&str>,
    now: i64,
) -> Result<(bool, Option<bool>)> {
    let row = sqlx::query_as(
        "SELECT
             EXISTS (SELECT 1 FROM bookings
                 WHERE institution = ?1 AND line = ?2 AND starts_at = ?3 AND state = 'booked')
             OR EXISTS (SELECT 1 FROM holds
                 WHERE institution = ?1 AND line = ?2 AND starts_at = ?3
                     AND application IS NOT ?4 AND ends_at > ?5),
             (SELECT taken FROM registry WHERE institution = ?1 AND line = ?2 AND starts_at = ?3)",
    )
    .bind(&slot.institution)
    .bind(&slot.line)
    .bind(slot.ms())
    .bind(application)
    .bind(now)
    .fetch_one(database)
    .await?;
    Ok(row)
}
