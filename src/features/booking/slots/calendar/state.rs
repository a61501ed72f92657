//! State of the calendar: days, shown month, chosen and focused day.

use super::model::{self, Range, first_of_month};
use super::{day_id, label};
use crate::platform::focus;
use chrono::{DateTime, NaiveDate};
use domain::booking::Closed;
use domain::wire::institution::{Day, Days};
use leptos::prelude::*;

/// State of the calendar. Belongs to the page, so that it survives the screens that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::features::booking::slots) struct SlotCalendarState {
    pub(super) days: RwSignal<Days>,
    /// The first day of the month on the screen.
    pub(super) month: RwSignal<NaiveDate>,
    /// Tab stop of the grid.
    pub(super) focused: RwSignal<NaiveDate>,
    pub(super) chosen: RwSignal<Option<NaiveDate>>,
    /// The day on which the citizen has a visit already.
    pub(super) booked: RwSignal<Option<NaiveDate>>,
    /// The time chosen on the chosen day, as text.
    pub(super) time: RwSignal<Option<String>>,
    pub(super) is_list: RwSignal<bool>,
    /// Day pressed last that cannot be chosen; the calendar shows why.
    pub(super) explained_day: RwSignal<Option<NaiveDate>>,
}

/// What the appearance of all days depends on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looks<'a> {
    days: &'a Days,
    chosen: Option<NaiveDate>,
    booked: Option<NaiveDate>,
    time: &'a str,
}

impl<'a> Looks<'a> {
    /// `None` outside the range.
    pub(super) fn at(self, day: NaiveDate) -> Option<Look<'a>> {
        let is_today = self.days.today == day;
        let chosen = (self.chosen == Some(day)).then_some(self.time);
        let is_booked = self.booked == Some(day);
        at(self.days, day).map(|day| Look { day, is_today, is_booked, chosen })
    }
}

/// What the appearance of a day depends on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) day: &'a Day,
    pub(super) is_today: bool,
    /// The citizen has a visit on this day.
    pub(super) is_booked: bool,
    /// Set if the day is chosen: the chosen time, or empty while only the day is chosen.
    pub(super) chosen: Option<&'a str>,
}

impl SlotCalendarState {
    /// Has no days yet; [`fill`](Self::fill) sets them.
    pub(in crate::features::booking::slots) fn new() -> Self {
        let day = NaiveDate::default();
        let none = Days {
            utc_offset: 0,
            today: day,
            first: day,
            last: day,
            days: Vec::new(),
            now: DateTime::default(),
        };
        Self {
            days: RwSignal::new(none),
            month: RwSignal::new(day),
            focused: RwSignal::new(day),
            chosen: RwSignal::new(None),
            booked: RwSignal::new(None),
            time: RwSignal::new(None),
            is_list: RwSignal::new(false),
            explained_day: RwSignal::new(None),
        }
    }

    /// Sets the days, and shows and chooses the first free one.
    pub(in crate::features::booking::slots) fn fill(self, days: Days) {
        let first_free = days.days.iter().find(|day| is_free(day)).map(|day| day.day);
        let focused = first_free.unwrap_or(days.first);
        self.days.set(days);
        self.chosen.set(first_free);
        self.show(focused);
    }

    /// Replaces all days. The chosen and focused day stays; days that are past by now stay, too, but are closed.
    pub(in crate::features::booking::slots) fn refresh(self, mut days: Days) {
        self.days.try_update(|known| {
            let past = known.days.iter().take_while(|day| day.day < days.first);
            let past: Vec<_> = past
                .map(|day| Day {
                    free: 0,
                    closed: day.closed.or(Some(Closed::TooSoon)),
                    ..day.clone()
                })
                .collect();
            days.first = past.first().map_or(days.first, |day| day.day);
            days.days.splice(0..0, past);
            *known = days;
        });
    }

    /// Today's date at the institution, from the last answer; `None` when the page is gone.
    pub(in crate::features::booking::slots) fn today(self) -> Option<NaiveDate> {
        self.days.try_with_untracked(|days| days.today)
    }

    /// Whether a day is closed for booking, regardless of its free slots; tracked.
    pub(in crate::features::booking::slots) fn is_closed(self, day: NaiveDate) -> bool {
        self.days.with(|days| at(days, day).is_some_and(|day| day.closed.is_some()))
    }

    /// Last day that is open for booking, tracked.
    pub(in crate::features::booking::slots) fn last(self) -> NaiveDate {
        self.days.with(|days| days.last)
    }

    /// Updates how many slots of a day are free.
    pub(in crate::features::booking::slots) fn set_free(self, day: NaiveDate, free: u32) {
        let is_other = |days: &Days| at(days, day).is_some_and(|known| known.free != free);
        if self.days.try_with_untracked(is_other) == Some(true) {
            self.days.update(|days| {
                days.days.iter_mut().filter(|known| known.day == day).for_each(|d| d.free = free);
            });
        }
    }

    /// The chosen day, tracked.
    pub(in crate::features::booking::slots) fn chosen(self) -> Option<NaiveDate> {
        self.chosen.get()
    }

    /// The chosen day, untracked; `None` also when the page is gone.
    pub(in crate::features::booking::slots) fn chosen_untracked(self) -> Option<NaiveDate> {
        self.chosen.try_get_untracked().flatten()
    }

    /// Whether the shown month is not the month of the chosen day, tracked.
    pub(in crate::features::booking::slots) fn is_elsewhere(self) -> bool {
        let month = self.month.get();
        self.chosen.get().is_some_and(|day| !model::same_month(day, month))
    }

    /// Chooses a day and shows its month.
    pub(in crate::features::booking::slots) fn choose(self, day: NaiveDate) {
        self.explained_day.set(None);
        self.chosen.set(Some(day));
        self.show(day);
    }

    /// Marks the day on which the citizen has a visit already, and opens on the free day nearest to it.
    pub(in crate::features::booking::slots) fn begin_at_booked(self, day: NaiveDate) {
        self.booked.set(Some(day));
        self.free_days_near(day).first().iter().for_each(|near| self.choose(**near));
    }

    /// Sets the time that the label of the chosen day includes.
    pub(in crate::features::booking::slots) fn set_time(self, time: Option<String>) {
        self.time.set(time);
    }

    /// Moves the focus to the chosen day, or to the tab stop.
    pub(in crate::features::booking::slots) fn focus(self) {
        let day = self.chosen.get_untracked().unwrap_or(self.focused.get_untracked());
        self.show(day);
        focus::on_id(&day_id(day));
    }

    /// The free days nearest to `day`, the nearest first; none when the page is gone.
    pub(in crate::features::booking::slots) fn free_days_near(
        self,
        day: NaiveDate,
    ) -> Vec<NaiveDate> {
        let free = |days: &Days| {
            let free = days.days.iter().filter(|day| is_free(day));
            let mut free: Vec<_> = free.map(|day| day.day).collect();
            free.sort_by_key(|free| ((*free - day).num_days().abs(), *free));
            free
        };
        self.days.try_with_untracked(free).unwrap_or_default()
    }

    /// The first free day, tracked.
    pub(in crate::features::booking::slots) fn first_free(self) -> Option<NaiveDate> {
        self.days.with(|days| days.days.iter().find(|day| is_free(day)).map(|day| day.day))
    }

    pub(super) fn show(self, day: NaiveDate) {
        self.focused.set(day);
        self.turn_to(first_of_month(day));
    }

    pub(super) fn turn_to(self, month: NaiveDate) {
        self.explained_day.set(None);
        if self.month.get_untracked() != month {
            self.month.set(month);
        }
    }

    pub(super) fn range(self) -> Range {
        self.days.with_untracked(|days| Range { first: days.first, last: days.last })
    }

    pub(super) fn is_free(self, day: NaiveDate) -> bool {
        self.days.with_untracked(|days| at(days, day).is_some_and(is_free))
    }

    /// Reads how days look, tracked.
    pub(super) fn with_looks<T>(self, read: impl FnOnce(Looks<'_>) -> T) -> T {
        let (chosen, time) = (self.chosen.get(), self.time.get().unwrap_or_default());
        let booked = self.booked.get();
        self.days.with(|days| read(Looks { days, chosen, booked, time: &time }))
    }

    /// Text to announce for a month: how many free days it has, or where the next one is.
    pub(super) fn month_words(self, month: NaiveDate) -> String {
        self.days.with_untracked(|days| {
            let free = || days.days.iter().filter(|day| is_free(day)).map(|day| day.day);
            let here = free().filter(|day| model::same_month(*day, month)).count();
            let next = free().find(|day| *day >= month).or_else(|| free().next_back());
            label::of_month(month, here, next)
        })
    }
}

/// Finds a day by its index, because the days have no gaps.
pub(super) fn at(days: &Days, day: NaiveDate) -> Option<&Day> {
    let index = usize::try_from((day - days.first).num_days()).ok()?;
    days.days.get(index).filter(|known| known.day == day)
}

pub(super) fn is_free(day: &Day) -> bool {
    day.closed.is_none() && day.free > 0
}
