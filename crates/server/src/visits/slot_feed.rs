use super::parts::Visits;
use crate::clock::from_ms;
use crate::events::{Batch, Feed, event};
use crate::fail::Result;
use crate::institutions::{LineReader, SlotCalendar, find, last_change};
use crate::wake::Place;
use domain::booking::local_day;
use domain::wire::institution::{SLOT_CHANGED, SlotChanged};
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Changes in an appointment book, as one application sees them.
pub(super) struct SlotFeed {
    pub(super) visits: Arc<Visits>,
    pub(super) application: String,
    pub(super) institution: String,
    pub(super) line: String,
    /// Of this book.
    pub(super) reader: Arc<LineReader>,
}

impl Feed for SlotFeed {
    fn place(&self) -> Place {
        Place::Line(self.institution.clone(), self.line.clone())
    }

    /// Old changes are swept, so nothing before the oldest one can be replayed.
    async fn positions(&self) -> Result<RangeInclusive<i64>> {
        let newest = last_change(&self.visits.base.db).await?;
        let oldest: Option<i64> = sqlx::query_scalar("SELECT min(id) FROM slot_changes")
            .fetch_one(self.visits.base.db.read())
            .await?;
        Ok(oldest.map_or(newest, |oldest| oldest - 1)..=newest)
    }

    async fn after(&self, position: i64, newest: i64) -> Result<Batch> {
        let news = self.reader.after(&self.visits.base, position, newest).await?;
        // Only the last change of each slot counts, because an event carries the current state.
        let last: HashMap<i64, i64> =
            news.after(position).map(|(id, starts_at)| (starts_at, id)).collect();
        let mut last: Vec<(i64, i64)> = last.into_iter().map(|(slot, id)| (id, slot)).collect();
        last.sort_unstable();
        let institutions = &self.visits.institutions;
        let place = find(institutions, &self.institution, &self.line)?;
        let taken = Arc::clone(&news.occupancy);
        let calendar = SlotCalendar::new(institutions, place, taken, Some(&self.application));
        let mut batch = Batch { text: String::new(), position, is_full: news.is_full };
        for (id, starts_at) in last {
            let starts_at = from_ms(starts_at);
            let day = local_day(starts_at, place.0.utc_offset);
            let changed = SlotChanged {
                starts_at,
                free: calendar.is_free(starts_at),
                day,
                day_free: calendar.free(day),
            };
            batch.text.push_str(&event(SLOT_CHANGED, id, &changed)?);
            batch.position = id;
        }
        Ok(batch)
    }
}
