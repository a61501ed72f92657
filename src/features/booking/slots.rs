//! Choosing a day and a time at an institution. Updated live: a slot taken by somebody else is greyed out in place.

mod calendar;
mod fresh;
mod go_on;
mod keyed;
mod lost;
mod times;
mod view;

pub(super) use view::SlotPickerView;

use super::hold::Held;
use super::long_wait::LongWait;
use super::words;
use crate::api::json;
use crate::api::{self, ApiError};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::effect;
use crate::platform::timer::Timer;
use crate::platform::{clock, focus, page};
use crate::state::action::Latest;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Known, Update};
use crate::state::waiters::{Applying, Waiters, applied};
use calendar::SlotCalendarState;
use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::{UtcOffset, local_day};
use domain::wire::institution::{Days, SLOT_CHANGED, Slot, SlotChanged, Slots};
use leptos::prelude::*;
use lost::Lost;
use std::future::Future;
use times::SlotTimesState;

/// State of the choice: fetched days and slots, chosen slot, hold. Belongs to the page and survives its screens.
#[derive(Debug, Clone, Copy)]
pub(super) struct SlotPicker {
    application: StoredValue<String>,
    at: StoredValue<Institution>,
    offset: UtcOffset,
    days: Fetched<Days>,
    calendar: SlotCalendarState,
    times: SlotTimesState,
    /// Whether the days are loaded.
    is_open: RwSignal<bool>,
    /// Slots of the chosen day: loading (`None`), loaded, or failed.
    answer: RwSignal<Option<Result<(), ApiError>>>,
    held: Held,
    lost: RwSignal<Option<Lost>>,
    /// Slot whose loss was reported in reply to «Продолжить»; not announced again.
    reported_lost: StoredValue<Option<DateTime<Utc>>>,
    /// Slot that is being booked here; events saying that it is taken are ignored.
    booking_now: StoredValue<Option<DateTime<Utc>>>,
    /// Counts events of the stream, to detect answers that are older than an event.
    events: StoredValue<u32>,
    /// Requests for the slots of the chosen day.
    asked: Latest,
    /// Requests that refetch everything on the screen.
    renewed: Latest,
    /// Futures that resolve when such a refetch is done.
    waiters: Waiters,
    /// Requests for free slots near a lost one.
    sought: Latest,
    loading: LongWait,
    /// Fires when the range of bookable days changes.
    midnight: Timer,
    announcer: Option<Announcer>,
}

/// Data of the institution that the choice needs.
#[derive(Debug, Clone)]
pub(super) struct Institution {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) city: String,
    /// Includes the city.
    pub(super) address: String,
    pub(super) phone: String,
    pub(super) utc_offset: UtcOffset,
}

impl SlotPicker {
    /// Fetches the days and listens to the stream of the institution until the owner is disposed. `first`: slot to open at,
    /// if it is free. `booked`: time of the existing booking, to open near it.
    pub(super) fn new(
        application: String,
        at: Institution,
        held: Held,
        first: Option<DateTime<Utc>>,
        booked: Option<DateTime<Utc>>,
    ) -> Self {
        let ids = (application.clone(), at.id.clone());
        let loading = LongWait::new(tr::pick::loading);
        let known = Known::asked_now();
        let days = Fetched::new(move || {
            let (application, institution) = ids.clone();
            loading.begin();
            async move {
                let answer = api::institutions::days(&application, &institution).await;
                loading.end();
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
            reported_lost: StoredValue::new(None),
            booking_now: StoredValue::new(None),
            events: StoredValue::new(0),
            asked: Latest::new(),
            renewed: Latest::new(),
            waiters: Waiters::new(),
            sought: Latest::new(),
            loading,
            midnight: Timer::new(),
            announcer: Announcer::current(),
            at: StoredValue::new(at),
        };
        effect(move || pick.show_days(first, booked));
        live::follow(events, known, Callback::new(move |update| pick.apply_update(update)));
        page::on_visible(move || pick.refresh());
        pick.follow_days();
        pick
    }

    pub(super) fn offset(self) -> UtcOffset {
        self.offset
    }

    /// Text naming the time zone of the institution.
    pub(super) fn zone(self) -> String {
        self.at.with_value(|at| words::zone(&at.city, self.offset))
    }

    pub(super) fn name(self) -> String {
        self.at.with_value(|at| at.name.clone())
    }

    pub(super) fn address(self) -> String {
        self.at.with_value(|at| at.address.clone())
    }

    pub(super) fn institution(self) -> String {
        self.at.with_value(|at| at.id.clone())
    }

    /// Whether the choice is at `institution`.
    pub(super) fn is_at(self, institution: &str) -> bool {
        self.at.with_value(|at| at.id == institution)
    }

    /// Sets the slot that is being booked; `None` after that has failed.
    pub(super) fn set_booking_now(self, time: Option<DateTime<Utc>>) {
        self.booking_now.try_update_value(|booking_now| *booking_now = time);
    }

    /// Ids of the application and the institution; `None` when the page is gone.
    fn ids(self) -> Option<(String, String)> {
        let institution = self.at.try_with_value(|at| at.id.clone())?;
        Some((self.application.try_get_value()?, institution))
    }

    /// Fetches the slots of a day. The future captures no state of the page.
    fn slots(self, day: NaiveDate) -> impl Future<Output = Result<Slots, ApiError>> {
        let ids = self.ids();
        async move {
            let (application, institution) = ids.ok_or(ApiError::Unreadable)?;
            api::institutions::slots(&application, &institution, day).await
        }
    }

    /// Handles loaded days, for the first time or again.
    fn show_days(self, first: Option<DateTime<Utc>>, booked: Option<DateTime<Utc>>) {
        let Some(Ok(days)) = self.days.get() else { return };
        clock::set_server(days.now);
        if self.is_open.get_untracked() {
            return self.calendar.refresh(days);
        }
        self.calendar.fill(days);
        if let Some(booked) = booked {
            self.calendar.begin_at_booked(local_day(booked, self.offset));
        }
        self.is_open.set(true);
        let held = self.held.get().filter(|hold| self.is_at(&hold.institution));
        let day = self.calendar.chosen_untracked();
        match (held.map(|hold| hold.starts_at).or(first), day) {
            (Some(time), _) => self.go_to(time, false),
            (None, Some(day)) => self.show_day(day, false),
            (None, None) => {}
        }
        if self.events.get_value() > 0 {
            self.refresh();
        }
        if let Some(lost) = self.lost.get_untracked() {
            self.find_others(lost.time);
        }
    }

    /// Fetches the slots of a day, then moves the focus to them if `moves_focus`.
    fn show_day(self, day: NaiveDate, moves_focus: bool) {
        self.answer.set(None);
        self.times.show(&[]);
        let from = focus::current();
        let events = self.events.get_value();
        if moves_focus {
            self.loading.begin();
        } else {
            self.loading.end();
        }
        self.asked.run(self.slots(day), move |answer| {
            self.loading.end();
            if let Ok(slots) = &answer {
                self.times.show(&slots.slots);
                self.check_chosen(slots);
            }
            let is_there = answer.is_ok();
            self.answer.set(Some(answer.map(|_| ())));
            // The focus stays where it is if the citizen has moved on meanwhile.
            let is_waited_for = is_there && !untrack(|| self.calendar.is_elsewhere());
            if moves_focus && is_waited_for && focus::is_still_on(from.as_ref()) {
                self.times.focus();
            } else {
                view::keep_lost_in_sight();
            }
            if self.events.get_value() != events {
                self.refresh();
            }
        });
    }

    /// Chooses a time on any day, and shows that day.
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

    fn apply_update(self, update: Update) -> Applying {
        let changed = match update {
            Update::Event(event) if event.event == SLOT_CHANGED => json::from_str(&event.data).ok(),
            Update::Event(_) => return applied(),
            Update::Gap => None,
        };
        match changed {
            Some(changed) => {
                self.apply(changed);
                applied()
            }
            None => self.refreshed(),
        }
    }

    /// Applies an event about one slot.
    fn apply(self, changed: SlotChanged) {
        self.events.try_update_value(|events| *events = events.wrapping_add(1));
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
        if self.is_booking_now(time) {
            return;
        }
        if is_chosen {
            self.lose(time);
        } else if was_focused && let Some(announcer) = self.announcer {
            announcer.say(self.times.why_not(time));
        }
    }

    fn is_booking_now(self, time: DateTime<Utc>) -> bool {
        self.booking_now.try_get_value().flatten() == Some(time)
    }
}

/// Address of the list of institutions, to look for a slot elsewhere.
pub(super) fn institutions_of(application: &str) -> String {
    paths::choose(application)
}
