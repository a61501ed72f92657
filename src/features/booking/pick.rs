//! Choosing a day and a time at an institution, live: what somebody else takes meanwhile greys out in place.

mod fresh;
mod lost;
mod view;

pub(super) use view::PickView;

use super::hold::Held;
use super::words;
use crate::api::{self, ApiError};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::platform::{clock, focus, json, page};
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::live;
use crate::ui::slot_calendar::SlotCalendarState;
use crate::ui::slot_times::SlotTimesState;
use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::{UtcOffset, local_day};
use domain::wire::institution::{Days, SLOT_CHANGED, Slot, SlotChanged, Slots};
use leptos::prelude::*;
use leptos::task::spawn_local;
use lost::Lost;
use std::cell::Cell;
use std::rc::Rc;

/// Milliseconds of a wait after which it is announced.
const LONG_WAIT: u32 = 1_000;

/// A choice on its way: what is fetched, what is chosen, what is held. It belongs to the page and survives its screens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick {
    application: StoredValue<String>,
    at: StoredValue<Institution>,
    offset: UtcOffset,
    days: Fetched<Days>,
    calendar: SlotCalendarState,
    times: SlotTimesState,
    /// Whether the days are there.
    is_open: RwSignal<bool>,
    /// The times of the chosen day: on their way, there, or not to be had.
    answer: RwSignal<Option<Result<(), ApiError>>>,
    held: Held,
    lost: RwSignal<Option<Lost>>,
    /// The time that the citizen was told is lost when asking for it.
    answered: StoredValue<Option<DateTime<Utc>>>,
    /// The time that is being booked: that it is taken is no news.
    settling: StoredValue<Option<DateTime<Utc>>>,
    /// Counts what the stream has told, for answers that it has overtaken.
    heard: StoredValue<u32>,
    /// Counts the days whose times were asked for.
    asked: StoredValue<u32>,
    announcer: Option<Announcer>,
}

/// What a choice needs to know of the institution.
#[derive(Debug, Clone)]
pub(super) struct Institution {
    pub(super) id: String,
    pub(super) city: String,
    /// With the city.
    pub(super) address: String,
    pub(super) phone: String,
    pub(super) utc_offset: UtcOffset,
}

impl Pick {
    /// Begins to choose and to listen, until the owner is gone. `first`: a time to begin at, if it is free. `own`: what is
    /// booked already, to begin near it.
    pub(super) fn new(
        application: String,
        at: Institution,
        held: Held,
        first: Option<DateTime<Utc>>,
        own: Option<DateTime<Utc>>,
    ) -> Self {
        let ids = (application.clone(), at.id.clone());
        let announcer = Announcer::current();
        let days = Fetched::new(move || {
            let (application, institution) = ids.clone();
            let is_waiting = Rc::new(Cell::new(true));
            let waits = Rc::clone(&is_waiting);
            announce_long_wait(announcer, move || waits.get());
            async move {
                let answer = api::institutions::days(&application, &institution).await;
                is_waiting.set(false);
                answer
            }
        });
        let events = api::institutions::events(&application, &at.id);
        let pick = Self {
            application: StoredValue::new(application),
            offset: at.utc_offset,
            days,
            calendar: SlotCalendarState::new(),
            times: SlotTimesState::new(at.utc_offset),
            is_open: RwSignal::new(false),
            answer: RwSignal::new(None),
            held,
            lost: RwSignal::new(None),
            answered: StoredValue::new(None),
            settling: StoredValue::new(None),
            heard: StoredValue::new(0),
            asked: StoredValue::new(0),
            announcer,
            at: StoredValue::new(at),
        };
        Effect::new(move |_| pick.take_days(first, own));
        let apply = Callback::new(move |event: sse::Event| {
            match (event.event == SLOT_CHANGED, json::from_str::<SlotChanged>(&event.data)) {
                (true, Ok(changed)) => pick.apply(changed),
                (true, Err(_)) => pick.refresh(),
                _ => {}
            }
        });
        live::follow(events, None, apply, Callback::new(move |()| pick.refresh()));
        page::on_visible(move || pick.refresh());
        spawn_local(pick.follow_days());
        pick
    }

    pub(super) fn offset(self) -> UtcOffset {
        self.offset
    }

    /// Whose clocks count, in words.
    pub(super) fn zone(self) -> String {
        self.at.with_value(|at| words::zone(&at.city, self.offset))
    }

    /// Where it is.
    pub(super) fn address(self) -> String {
        self.at.with_value(|at| at.address.clone())
    }

    pub(super) fn institution(self) -> String {
        self.at.with_value(|at| at.id.clone())
    }

    /// Whether `institution` is the one that is chosen at.
    pub(super) fn is_at(self, institution: &str) -> bool {
        self.at.with_value(|at| at.id == institution)
    }

    /// The time is being booked; or that has failed.
    pub(super) fn settle(self, time: Option<DateTime<Utc>>) {
        self.settling.try_update_value(|settling| *settling = time);
    }

    /// `None` when the page is gone.
    fn ids(self) -> Option<(String, String)> {
        let institution = self.at.try_with_value(|at| at.id.clone())?;
        Some((self.application.try_get_value()?, institution))
    }

    async fn slots(self, day: NaiveDate) -> Result<Slots, ApiError> {
        let (application, institution) = self.ids().ok_or(ApiError::Unreadable)?;
        api::institutions::slots(&application, &institution, day).await
    }

    /// The days have come, for the first time or again.
    fn take_days(self, first: Option<DateTime<Utc>>, own: Option<DateTime<Utc>>) {
        let Some(Ok(days)) = self.days.get() else { return };
        clock::set_server(days.now);
        if self.is_open.get_untracked() {
            return self.calendar.refresh(days);
        }
        self.calendar.fill(days);
        if let Some(own) = own {
            self.calendar.begin_at_own(local_day(own, self.offset));
        }
        self.is_open.set(true);
        let held = self.held.get().filter(|hold| self.is_at(&hold.institution));
        let day = self.calendar.chosen_untracked();
        match (held.map(|hold| hold.starts_at).or(first), day) {
            (Some(time), _) => self.go_to(time, false),
            (None, Some(day)) => self.show_day(day, false),
            (None, None) => {}
        }
        if self.heard.get_value() > 0 {
            self.refresh();
        }
        if let Some(lost) = self.lost.get_untracked() {
            self.find_others(lost.time);
        }
    }

    /// Fetches the times of a day; then, if asked, the focus goes to them.
    fn show_day(self, day: NaiveDate, moves_focus: bool) {
        self.answer.set(None);
        self.times.show(&[]);
        let from = focus::current();
        let heard = self.heard.get_value();
        let asked = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(asked);
        if moves_focus {
            announce_long_wait(self.announcer, move || {
                let is_last = self.asked.try_get_value() == Some(asked);
                is_last && self.answer.try_with_untracked(Option::is_none) == Some(true)
            });
        }
        spawn_local(async move {
            let answer = self.slots(day).await;
            // Another day may have been chosen meanwhile.
            if self.calendar.chosen_untracked() != Some(day) {
                return;
            }
            if let Ok(slots) = &answer {
                self.times.show(&slots.slots);
                self.check_chosen(slots);
            }
            let is_there = answer.is_ok();
            self.answer.try_set(Some(answer.map(|_| ())));
            // Whoever has gone elsewhere meanwhile stays there.
            if moves_focus && is_there && focus::is_still_on(from.as_ref()) {
                self.times.focus();
            }
            if self.heard.try_get_value().is_some_and(|now| now != heard) {
                self.refresh();
            }
        });
    }

    /// Chooses a time of any day.
    fn go_to(self, time: DateTime<Utc>, moves_focus: bool) {
        let day = local_day(time, self.offset);
        let is_shown = self.calendar.chosen_untracked() == Some(day)
            && self.answer.with_untracked(|answer| matches!(answer, Some(Ok(()))));
        self.calendar.choose(day);
        self.choose_time(time);
        if !is_shown {
            self.show_day(day, moves_focus);
        } else if moves_focus {
            self.times.focus();
        }
    }

    fn choose_day(self, day: NaiveDate) {
        let chosen = self.times.chosen_untracked();
        if chosen.map(|at| local_day(at, self.offset)) != Some(day) {
            self.times.choose(None);
            self.calendar.set_time(None);
        }
        self.show_day(day, true);
    }

    fn choose_time(self, time: DateTime<Utc>) {
        self.times.choose(Some(time));
        self.calendar.set_time(Some(dates::local_time(time, self.offset)));
        self.lost.set(None);
    }

    /// What an event tells of one slot.
    fn apply(self, changed: SlotChanged) {
        self.heard.try_update_value(|heard| *heard = heard.wrapping_add(1));
        if self.is_open.try_get_untracked() != Some(true) {
            return;
        }
        self.calendar.set_free(changed.day, changed.day_free);
        self.forget_taken(&changed);
        if self.calendar.chosen_untracked() != Some(changed.day) {
            return;
        }
        let time = changed.starts_at;
        let is_chosen = self.times.chosen_untracked() == Some(time);
        let was_focused = self.times.set(Slot { starts_at: time, free: changed.free });
        if changed.free {
            return self.find_again(time);
        }
        if self.is_settling(time) {
            return;
        }
        if is_chosen {
            self.lose(time);
        } else if was_focused && let Some(announcer) = self.announcer {
            announcer.say(self.times.why_not(time));
        }
    }

    fn is_settling(self, time: DateTime<Utc>) -> bool {
        self.settling.try_get_value().flatten() == Some(time)
    }
}

/// Says that something is on its way if it still is after a while.
fn announce_long_wait(announcer: Option<Announcer>, is_waiting: impl Fn() -> bool + 'static) {
    let Some(announcer) = announcer else { return };
    spawn_local(async move {
        clock::wait(LONG_WAIT).await;
        if is_waiting() {
            announcer.say(tr::pick::loading());
        }
    });
}

/// Where another time of an application is looked for.
pub(super) fn institutions_of(application: &str) -> String {
    paths::choose(application, &paths::ChooseStep::Institution)
}
