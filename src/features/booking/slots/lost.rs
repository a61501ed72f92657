//! A chosen slot that was lost, and the free slots near it.

use super::SlotPicker;
use crate::api;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::clock;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::booking::{UtcOffset, local_day, nearest, to_utc};
use domain::wire::institution::{Slot, SlotChanged};
use leptos::prelude::*;

/// Id of the heading of the notice.
pub(super) const LOST: &str = "lost-time";

/// Number of alternatives offered for a lost slot.
const ALTERNATIVES: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lost {
    pub(super) time: DateTime<Utc>,
    /// Empty until they are found.
    pub(super) nearest: Vec<DateTime<Utc>>,
}

impl SlotPicker {
    /// Marks a slot as lost: clears only the chosen time, and looks for the nearest free ones.
    pub(in crate::features::booking) fn lose(self, time: DateTime<Utc>) {
        // The page is gone, or the loss is known already.
        if self.lost.is_disposed() || self.lost_time() == Some(time) {
            return;
        }
        self.lost.set(Some(Lost { time, nearest: Vec::new() }));
        if self.times.chosen_untracked() == Some(time) {
            self.times.choose(None);
            self.calendar.set_time(None);
        }
        self.times.set(Slot { starts_at: time, free: false });
        self.refresh();
        self.find_others(time);
    }

    /// The time that is lost, untracked.
    pub(super) fn lost_time(self) -> Option<DateTime<Utc>> {
        self.lost.try_with_untracked(|lost| lost.as_ref().map(|lost| lost.time)).flatten()
    }

    /// Text about the lost slot, tracked.
    pub(in crate::features::booking) fn lost_words(self) -> Option<String> {
        let time = self.lost.with(|lost| lost.as_ref().map(|lost| lost.time))?;
        let when = dates::day_and_time(time, self.offset);
        Some(if self.is_over(time) { tr::pick::over(&when) } else { tr::pick::lost(&when) })
    }

    /// Whether the lost slot was not taken by somebody, but is over: it has begun, or its day is closed. Tracked.
    fn is_over(self, time: DateTime<Utc>) -> bool {
        let is_known = self.is_open.get();
        let day = local_day(time, self.offset);
        time <= clock::server() || (is_known && self.calendar.is_closed(day))
    }

    /// Undoes a loss when the slot is free again: chooses it if the last screen still has its hold and nothing else is chosen.
    pub(super) fn find_again(self, time: DateTime<Utc>) {
        let is_held = self.held.get().is_some_and(|hold| hold.starts_at == time);
        if self.lost_time() == Some(time) && is_held && self.times.chosen_untracked().is_none() {
            self.choose_time(time);
        }
    }

    /// Looks for the free times nearest to a lost one.
    pub(super) fn find_others(self, time: DateTime<Utc>) {
        if self.is_open.try_get_untracked() != Some(true) {
            return;
        }
        let Some(ids) = self.ids() else { return };
        let lost_day = local_day(time, self.offset);
        let near =
            self.calendar.free_days_near(lost_day).into_iter().filter(|near| *near != lost_day);
        let days = std::iter::once(lost_day).chain(near).collect();
        let found = alternatives(ids, days, time, self.offset);
        self.sought.run(found, move |found| {
            self.lost.update(|lost| {
                if let Some(lost) = lost.as_mut().filter(|lost| lost.time == time) {
                    lost.nearest = found;
                }
            });
        });
    }

    /// Looks for other alternatives if one of them is taken, too.
    pub(super) fn forget_taken(self, changed: &SlotChanged) {
        let lost = self.lost.try_get_untracked().flatten();
        if let Some(lost) = lost.filter(|l| !changed.free && l.nearest.contains(&changed.starts_at))
        {
            self.find_others(lost.time);
        }
    }
}

/// Free slots nearest to `time`. Asks for `days` in order, nearest first, until no other day can have a nearer slot.
async fn alternatives(
    (application, institution): (String, String),
    days: Vec<NaiveDate>,
    time: DateTime<Utc>,
    offset: UtcOffset,
) -> Vec<DateTime<Utc>> {
    /// Maximum number of days to ask for.
    const MOST: usize = 7;
    let mut found = Vec::new();
    let mut asked = 0;
    for day in days {
        let farthest = found.iter().map(|at: &DateTime<Utc>| (*at - time).abs()).max();
        let is_enough = found.len() == ALTERNATIVES
            && farthest.is_some_and(|farthest| at_least(time, day, offset) >= farthest);
        if is_enough {
            continue;
        }
        if asked == MOST {
            break;
        }
        asked += 1;
        let slots = api::institutions::slots(&application, &institution, day).await;
        let Ok(slots) = slots else { continue };
        let free = slots.slots.iter().filter(|slot| slot.free && slot.starts_at != time);
        found.extend(free.map(|slot| slot.starts_at));
        found = nearest(found, time, ALTERNATIVES);
    }
    found
}

/// Smallest possible distance from `time` to a slot of `day`.
fn at_least(time: DateTime<Utc>, day: NaiveDate, offset: UtcOffset) -> TimeDelta {
    let begins = to_utc(day.and_time(chrono::NaiveTime::MIN), offset);
    let ends = begins.checked_add_days(Days::new(1)).unwrap_or(begins);
    (begins - time).max(time - ends).max(TimeDelta::zero())
}
