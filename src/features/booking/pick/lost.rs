//! A chosen time that somebody else has now, and what is free near it.

use super::Pick;
use chrono::{DateTime, Utc};
use domain::booking::{local_day, nearest};
use domain::wire::institution::{Slot, SlotChanged};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Alternatives to a lost time.
const ALTERNATIVES: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lost {
    pub(super) time: DateTime<Utc>,
    /// Empty until they are found.
    pub(super) nearest: Vec<DateTime<Utc>>,
}

impl Pick {
    /// Somebody else has the time: only that is cleared, and the nearest others are looked for.
    pub(in crate::features::booking) fn lose(self, time: DateTime<Utc>) {
        // The page may be gone by now.
        if self.lost.try_set(Some(Lost { time, nearest: Vec::new() })).is_some() {
            return;
        }
        if self.times.chosen_untracked() == Some(time) {
            self.times.choose(None);
            self.calendar.set_time(None);
        }
        self.times.set(Slot { starts_at: time, free: false });
        self.refresh();
        self.find_others(time);
    }

    /// Looks for the free times nearest to a lost one.
    pub(super) fn find_others(self, time: DateTime<Utc>) {
        if self.is_open.try_get_untracked() != Some(true) {
            return;
        }
        spawn_local(async move {
            let times = self.alternatives(time).await;
            let found = nearest(times, time, ALTERNATIVES);
            self.lost.try_update(|lost| {
                if let Some(lost) = lost.as_mut().filter(|lost| lost.time == time) {
                    lost.nearest = found;
                }
            });
        });
    }

    /// Free times near `time`: of its day and of the free days around.
    async fn alternatives(self, time: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        const DAYS: usize = 3;
        let day = local_day(time, self.offset);
        let days = self.calendar.free_days_near(day);
        let days = std::iter::once(day).chain(days.into_iter().filter(|near| *near != day));
        let mut times = Vec::new();
        for day in days.take(DAYS) {
            let Ok(slots) = self.slots(day).await else { continue };
            let free = slots.slots.iter().filter(|slot| slot.free && slot.starts_at != time);
            times.extend(free.map(|slot| slot.starts_at));
        }
        times
    }

    /// An alternative that is taken too is none.
    pub(super) fn forget_taken(self, changed: &SlotChanged) {
        let lost = self.lost.try_get_untracked().flatten();
        if let Some(lost) = lost.filter(|l| !changed.free && l.nearest.contains(&changed.starts_at))
        {
            self.find_others(lost.time);
        }
    }
}
