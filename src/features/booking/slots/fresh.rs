//! Refetches everything on the screen when events may have been missed or time has changed it.

use super::SlotPicker;
use crate::api;
use crate::platform::clock;
use crate::state::waiters::Applying;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::booking::{UtcOffset, local_day, to_utc};
use domain::wire::institution::{Days, Slots};
use leptos::prelude::*;
use std::future::Future;

/// Maximum number of fetches in a row while events keep arriving.
const TRIES: u32 = 3;

/// Days, and slots of the chosen day; `None` for what could not be fetched.
#[derive(Debug, Default)]
struct Fresh {
    days: Option<Days>,
    slots: Option<Slots>,
    /// Whether all requests succeeded.
    is_whole: bool,
}

impl SlotPicker {
    /// Refetches days and slots, because events may have been missed. The choice, the focus and shown slots stay.
    pub(super) fn refresh(self) {
        if self.is_open.try_get_untracked() == Some(true) {
            return self.renew(TRIES);
        }
        self.events.try_update_value(|events| *events = events.wrapping_add(1));
        // Nothing outdated is shown yet. The raised counter makes `show_days` refetch once the days are loaded.
        self.waiters.notify(true);
    }

    /// Starts [`refresh`](Self::refresh) at once; resolves when it has succeeded or failed.
    pub(super) fn refreshed(self) -> Applying {
        let applying = self.waiters.wait();
        self.refresh();
        applying
    }

    fn renew(self, tries: u32) {
        let events = self.events.get_value();
        self.renewed.run(self.fresh(), move |fresh| {
            if tries > 1 && self.events.get_value() != events {
                return self.renew(tries - 1);
            }
            let is_whole = fresh.is_whole;
            self.show_fresh(fresh);
            self.waiters.notify(is_whole);
        });
    }

    /// Fetches everything on the screen. The future captures no state of the page.
    fn fresh(self) -> impl Future<Output = Fresh> {
        let (ids, day) = (self.ids(), self.calendar.chosen_untracked());
        async move {
            let Some((application, institution)) = ids else { return Fresh::default() };
            let days = api::institutions::days(&application, &institution).await.ok();
            let slots = match day {
                Some(day) => api::institutions::slots(&application, &institution, day).await.ok(),
                None => None,
            };
            let is_whole = days.is_some() && slots.is_some() == day.is_some();
            Fresh { days, slots, is_whole }
        }
    }

    fn show_fresh(self, fresh: Fresh) {
        if let Some(days) = fresh.days {
            clock::set_server(days.now);
            self.calendar.refresh(days);
        }
        let Some(slots) = fresh.slots else { return };
        // If the slots of the day are still loading, that request shows them.
        let is_shown = self.answer.with_untracked(|answer| matches!(answer, Some(Ok(()))));
        if self.calendar.chosen_untracked() != Some(slots.day) || !is_shown {
            return;
        }
        let chosen = self.times.chosen_untracked();
        let gone = self.times.refresh(&slots.slots);
        if let (Some(at), Some(announcer)) = (gone.filter(|at| Some(*at) != chosen), self.announcer)
        {
            announcer.say(self.times.why_not(at));
        }
        self.check_chosen(&slots);
        let free = slots.slots.iter().filter(|slot| slot.free);
        free.for_each(|slot| self.find_again(slot.starts_at));
    }

    /// Refetches after midnight at the institution, when the bookable days change, and when a shown free slot has begun.
    pub(super) fn follow_days(self) {
        /// Longest timer in milliseconds: after the device slept, a longer one could fire late.
        const LONGEST: u32 = 60_000;
        /// Milliseconds until the next try: the two clocks differ a little, and a request may fail.
        const AGAIN: u32 = 10_000;
        let Some(today) = self.calendar.today() else { return };
        let now = clock::server();
        let is_next = local_day(now, self.offset) > today;
        let pause = if self.is_open.get_untracked() && (is_next || self.times.has_begun(now)) {
            self.refresh();
            AGAIN
        } else {
            let soon_after = next_midnight(now, self.offset) + TimeDelta::seconds(1);
            let left = (soon_after - now).num_milliseconds();
            u32::try_from(left).unwrap_or(LONGEST).clamp(1_000, LONGEST)
        };
        self.midnight.set(pause, move || self.follow_days());
    }

    /// Reports the chosen slot as lost if fresh slots show that it is taken.
    pub(super) fn check_chosen(self, slots: &Slots) {
        let Some(chosen) = self.times.chosen_untracked() else { return };
        if local_day(chosen, self.offset) != slots.day || self.is_booking_now(chosen) {
            return;
        }
        let found = slots.slots.iter().find(|slot| slot.starts_at == chosen);
        // When a day closes at midnight its slots disappear, but a hold on one stays valid.
        let is_lost = found.map_or_else(|| !self.held.is_for(chosen), |slot| !slot.free);
        if is_lost {
            self.lose(chosen);
        }
    }
}

fn next_midnight(now: DateTime<Utc>, offset: UtcOffset) -> DateTime<Utc> {
    let next = local_day(now, offset).succ_opt().unwrap_or(NaiveDate::MAX);
    to_utc(next.and_time(NaiveTime::MIN), offset)
}
