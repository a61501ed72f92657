use super::parts::Visits;
use crate::clock::from_ms;
use crate::events::{Batch, Feed, event};
use crate::fail::Result;
use crate::institutions::{SlotCalendar, find, last_change};
use domain::booking::local_day;
use domain::wire::institution::{SLOT_CHANGED, SlotChanged};
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;
use tokio::sync::watch;

/// Changes per batch: a long absence is replayed in several.
const MANY: i64 = 500;

/// Changes in an appointment book, as one application sees them.
pub(super) struct SlotFeed {
    pub(super) visits: Arc<Visits>,
    pub(super) application: String,
    pub(super) institution: String,
    pub(super) line: String,
}

impl Feed for SlotFeed {
    fn changes(&self) -> watch::Receiver<()> {
        self.visits.institutions.slots.subscribe()
    }

    /// Old changes are swept, so nothing before the oldest one can be replayed.
    async fn positions(&self) -> Result<RangeInclusive<i64>> {
        let newest = last_change(&self.visits.base.db).await?;
        let oldest: Option<i64> = sqlx::query_scalar("SELECT min(id) FROM slot_changes")
            .fetch_one(self.visits.base.db.read())
            .await?;
        Ok(oldest.map_or(newest, |oldest| oldest - 1)..=newest)
    }

    async fn after(&self, position: i64) -> Result<Batch> {
        let rows: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT id, starts_at FROM slot_changes WHERE institution = ? AND line = ? AND id > ?
             ORDER BY id LIMIT ?",
        )
        .bind(&self.institution)
        .bind(&self.line)
        .bind(position)
        .bind(MANY)
        .fetch_all(self.visits.base.db.read())
        .await?;
        let Some((newest, _)) = rows.last().copied() else {
            return Ok(Batch { text: String::new(), position });
        };
        // Only the last change of each slot counts, because an event carries the current state.
        let last: HashMap<i64, i64> =
            rows.iter().map(|(id, starts_at)| (*starts_at, *id)).collect();
        let mut last: Vec<(i64, i64)> = last.into_iter().map(|(slot, id)| (id, slot)).collect();
        last.sort_unstable();
        let (institution, line) = find(&self.visits.institutions, &self.institution, &self.line)?;
        let calendar =
            SlotCalendar::read(&self.visits.institutions, institution, line, &self.application)
                .await?;
        let mut text = String::new();
        for (id, starts_at) in last {
            let starts_at = from_ms(starts_at);
            let day = local_day(starts_at, institution.utc_offset);
            let changed = SlotChanged {
                starts_at,
                free: calendar.is_free(starts_at),
                day,
                day_free: calendar.free(day),
            };
            text.push_str(&event(SLOT_CHANGED, id, &changed)?);
        }
        Ok(Batch { text, position: newest })
    }
}
