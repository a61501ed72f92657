//! What may have been missed or has changed with the time: everything on the screen anew.

use super::SlotPicker;
use crate::api;
use crate::platform::clock;
use crate::state::waiters::Applying;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::booking::{UtcOffset, local_day, to_utc};
use domain::wire::institution::{Days, Slots};
use leptos::prelude::*;
use std::future::Future;

/// How often everything is fetched anew at most when changes are heard of meanwhile.
const TRIES: u32 = 3;

/// The days and the times of the chosen one, as far as they could be had.
#[derive(Debug, Default)]
struct Fresh {
    days: Option<Days>,
    slots: Option<Slots>,
    /// Whether everything that was asked for is there.
    is_whole: bool,
}

impl SlotPicker {
    /// Something may have been missed: days and times anew. What is chosen, focused and shown stays.
    pub(super) fn refresh(self) {
        if self.is_open.try_get_untracked() == Some(true) {
            return self.renew(TRIES);
        }
        self.heard.try_update_value(|heard| *heard = heard.wrapping_add(1));
        // Nothing is shown that could be out of date, and what comes is fetched once more.
        self.waiters.tell(true);
    }

    /// [`refresh`](Self::refresh), at once; ready when it has worked out, or has failed.
    pub(super) fn refreshed(self) -> Applying {
        let applying = self.waiters.wait();
        self.refresh();
        applying
    }

    fn renew(self, tries: u32) {
        let heard = self.heard.get_value();
        self.renewed.run(self.fresh(), move |fresh| {
            if tries > 1 && self.heard.get_value() != heard {
                return self.renew(tries - 1);
            }
            let is_whole = fresh.is_whole;
            self.take_over(fresh);
            self.waiters.tell(is_whole);
        });
    }

    /// How everything on the screen stands now. Holds nothing of the page.
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

    fn take_over(self, fresh: Fresh) {
        if let Some(days) = fresh.days {
            clock::set_server(days.now);
            self.calendar.refresh(days);
        }
        let Some(slots) = fresh.slots else { return };
        // A day whose times are still on their way is shown by those.
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

    /// Other days can be booked from midnight on, at the institution.
    pub(super) fn follow_days(self) {
        /// A device that slept may wake late.
        const LONGEST: u32 = 60_000;
        /// The clocks of both sides differ a little, and a request may fail.
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

    /// The chosen time may be somebody else's by now.
    pub(super) fn check_chosen(self, slots: &Slots) {
        let Some(chosen) = self.times.chosen_untracked() else { return };
        if local_day(chosen, self.offset) != slots.day || self.is_settling(chosen) {
            return;
        }
        let found = slots.slots.iter().find(|slot| slot.starts_at == chosen);
        // A hold outlives the closing of its day at midnight.
        let is_lost = found.map_or_else(|| !self.held.keeps(chosen), |slot| !slot.free);
        if is_lost {
            self.lose(chosen);
        }
    }
}

fn next_midnight(now: DateTime<Utc>, offset: UtcOffset) -> DateTime<Utc> {
    let next = local_day(now, offset).succ_opt().unwrap_or(NaiveDate::MAX);
    to_utc(next.and_time(NaiveTime::MIN), offset)
}
