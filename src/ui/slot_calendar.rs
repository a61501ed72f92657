//! The calendar of free days: a month as a grid, or all free days as a list; one set of days, two views. It is fed with
//! days and asks for nothing itself.

mod bar;
mod cells;
mod grid;
mod jump;
mod label;
mod list;
mod model;

use crate::i18n::tr;
use crate::platform::{dates, focus};
use crate::ui::notice::{Notice, Tone};
use chrono::{DateTime, NaiveDate};
use domain::booking::Closed;
use domain::wire::institution::{Day, Days};
use domain::wire::time::parse_day;
use leptos::prelude::*;
use model::{Range, first_of_month};

/// What the calendar shows and where the citizen is in it. It belongs to the page, so that it survives the screens after
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SlotCalendarState {
    days: RwSignal<Days>,
    /// The first day of the month on the screen.
    month: RwSignal<NaiveDate>,
    /// The day that Tab leads to.
    focused: RwSignal<NaiveDate>,
    chosen: RwSignal<Option<NaiveDate>>,
    /// The day on which the citizen has a visit already.
    own: RwSignal<Option<NaiveDate>>,
    /// The time chosen on that day, in words.
    time: RwSignal<Option<String>>,
    is_list: RwSignal<bool>,
    /// The day that was pressed last and could not be chosen.
    why: RwSignal<Option<NaiveDate>>,
}

/// How all days look now.
#[derive(Debug, Clone, Copy)]
struct Looks<'a> {
    days: &'a Days,
    chosen: Option<NaiveDate>,
    own: Option<NaiveDate>,
    time: &'a str,
}

impl<'a> Looks<'a> {
    /// `None` outside the range.
    fn at(self, day: NaiveDate) -> Option<Look<'a>> {
        let is_today = self.days.today == day;
        let chosen = (self.chosen == Some(day)).then_some(self.time);
        let is_own = self.own == Some(day);
        at(self.days, day).map(|day| Look { day, is_today, is_own, chosen })
    }
}

/// How a day looks.
#[derive(Debug, Clone, Copy)]
struct Look<'a> {
    day: &'a Day,
    is_today: bool,
    /// The citizen has a visit on it.
    is_own: bool,
    /// The chosen time, empty while only the day is chosen.
    chosen: Option<&'a str>,
}

impl SlotCalendarState {
    /// Without days yet: [`fill`](Self::fill) brings them.
    pub(crate) fn new() -> Self {
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
            own: RwSignal::new(None),
            time: RwSignal::new(None),
            is_list: RwSignal::new(false),
            why: RwSignal::new(None),
        }
    }

    /// Opens on the first free day, which is chosen.
    pub(crate) fn fill(self, days: Days) {
        let first_free = days.days.iter().find(|day| is_free(day)).map(|day| day.day);
        let focused = first_free.unwrap_or(days.first);
        self.days.set(days);
        self.chosen.set(first_free);
        self.show(focused);
    }

    /// All days anew. What is chosen and focused stays; so does a day that is past by now, closed.
    pub(crate) fn refresh(self, mut days: Days) {
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

    /// The day at the institution, as the days tell it; `None` when the page is gone.
    pub(crate) fn today(self) -> Option<NaiveDate> {
        self.days.try_with_untracked(|days| days.today)
    }

    /// Whether a day cannot be booked, whatever is free on it, tracked.
    pub(crate) fn is_closed(self, day: NaiveDate) -> bool {
        self.days.with(|days| at(days, day).is_some_and(|day| day.closed.is_some()))
    }

    /// The last day that can be booked so far, tracked.
    pub(crate) fn last(self) -> NaiveDate {
        self.days.with(|days| days.last)
    }

    /// How many slots of a day are free now.
    pub(crate) fn set_free(self, day: NaiveDate, free: u32) {
        let is_other = |days: &Days| at(days, day).is_some_and(|known| known.free != free);
        if self.days.try_with_untracked(is_other) == Some(true) {
            self.days.update(|days| {
                days.days.iter_mut().filter(|known| known.day == day).for_each(|d| d.free = free);
            });
        }
    }

    /// The chosen day, tracked.
    pub(crate) fn chosen(self) -> Option<NaiveDate> {
        self.chosen.get()
    }

    /// The chosen day; `None` too when the page is gone.
    pub(crate) fn chosen_untracked(self) -> Option<NaiveDate> {
        self.chosen.try_get_untracked().flatten()
    }

    /// Chooses a day and shows its month.
    pub(crate) fn choose(self, day: NaiveDate) {
        self.why.set(None);
        self.chosen.set(Some(day));
        self.show(day);
    }

    /// Marks the day on which the citizen has a visit already, and opens on the free day nearest to it.
    pub(crate) fn begin_at_own(self, day: NaiveDate) {
        self.own.set(Some(day));
        self.free_days_near(day).first().iter().for_each(|near| self.choose(**near));
    }

    /// Says at the chosen day which time is chosen.
    pub(crate) fn set_time(self, time: Option<String>) {
        self.time.set(time);
    }

    /// Moves the focus to the chosen day, or where Tab would lead.
    pub(crate) fn focus(self) {
        let day = self.chosen.get_untracked().unwrap_or(self.focused.get_untracked());
        self.show(day);
        focus::on_id(&day_id(day));
    }

    /// The free days nearest to `day`, the nearest first; none when the page is gone.
    pub(crate) fn free_days_near(self, day: NaiveDate) -> Vec<NaiveDate> {
        let free = |days: &Days| {
            let free = days.days.iter().filter(|day| is_free(day));
            let mut free: Vec<_> = free.map(|day| day.day).collect();
            free.sort_by_key(|free| ((*free - day).num_days().abs(), *free));
            free
        };
        self.days.try_with_untracked(free).unwrap_or_default()
    }

    /// The first free day, tracked.
    pub(crate) fn first_free(self) -> Option<NaiveDate> {
        self.days.with(|days| days.days.iter().find(|day| is_free(day)).map(|day| day.day))
    }

    fn show(self, day: NaiveDate) {
        self.focused.set(day);
        self.turn_to(first_of_month(day));
    }

    fn turn_to(self, month: NaiveDate) {
        self.why.set(None);
        if self.month.get_untracked() != month {
            self.month.set(month);
        }
    }

    fn range(self) -> Range {
        self.days.with_untracked(|days| Range { first: days.first, last: days.last })
    }

    fn is_free(self, day: NaiveDate) -> bool {
        self.days.with_untracked(|days| at(days, day).is_some_and(is_free))
    }

    /// Reads how days look, tracked.
    fn with_looks<T>(self, read: impl FnOnce(Looks<'_>) -> T) -> T {
        let (chosen, time) = (self.chosen.get(), self.time.get().unwrap_or_default());
        let own = self.own.get();
        self.days.with(|days| read(Looks { days, chosen, own, time: &time }))
    }

    /// What is said of a month: how many free days it has, or where the next one is.
    fn month_words(self, month: NaiveDate) -> String {
        self.days.with_untracked(|days| {
            let free = || days.days.iter().filter(|day| is_free(day)).map(|day| day.day);
            let here = free().filter(|day| model::same_month(*day, month)).count();
            let next = free().find(|day| *day >= month).or_else(|| free().next_back());
            label::of_month(month, here, next)
        })
    }
}

/// Why a day cannot be chosen, tracked; `None` when it can be.
fn why_not(state: SlotCalendarState, day: NaiveDate) -> Option<String> {
    let reason = state.days.with(|days| why(days, day))?;
    Some(tr::calendar::cannot(&dates::full_day(day), &reason))
}

/// The same for those who see, with the nearest free days (S-17). It has been said already.
fn why_view(
    state: SlotCalendarState,
    day: NaiveDate,
    choose: Callback<NaiveDate>,
) -> Option<AnyView> {
    const NEAREST: usize = 3;
    let text = why_not(state, day)?;
    let mut near = state.free_days_near(day);
    near.truncate(NEAREST);
    near.sort_unstable();
    let near: Vec<_> = near
        .into_iter()
        .map(|day| {
            view! {
                <li><button class="link" type="button" on:click=move |_| choose.run(day)>{dates::full_day(day)}</button></li>
            }
            .into_any()
        })
        .collect();
    let view = view! {
        <div class="slot-calendar__empty">
            <p>{text} " " {tr::calendar::near()}</p>
            <ul>{near}</ul>
        </div>
    };
    Some(view.into_any())
}

/// Why nothing can be booked on a day; one that is over by now is not among the days any more.
fn why(days: &Days, day: NaiveDate) -> Option<String> {
    at(days, day).map_or_else(|| Some(tr::calendar::too_soon()), label::reason)
}

/// Days have no gaps, so a day's place follows from the first one.
fn at(days: &Days, day: NaiveDate) -> Option<&Day> {
    let place = usize::try_from((day - days.first).num_days()).ok()?;
    days.days.get(place).filter(|known| known.day == day)
}

fn is_free(day: &Day) -> bool {
    day.closed.is_none() && day.free > 0
}

/// The id of a day's button, in either view.
fn day_id(day: NaiveDate) -> String {
    format!("day-{day}")
}

fn day_with_id(id: &str) -> Option<NaiveDate> {
    parse_day(id.strip_prefix("day-")?)
}

#[component]
pub(crate) fn SlotCalendar(
    state: SlotCalendarState,
    /// A free day was chosen by the citizen.
    #[prop(into)]
    on_choose: Callback<NaiveDate>,
    /// Says something politely (WCAG 4.1.3).
    #[prop(into)]
    say: Callback<String>,
    /// Stands where nothing is free at all: what the citizen can do instead.
    #[prop(into)]
    nothing: ViewFn,
    /// What follows the days, and in the list the chosen day: its times.
    #[prop(into)]
    under: ViewFn,
) -> AnyView {
    // A day that cannot be chosen says why and changes nothing.
    let choose = Callback::new(move |day: NaiveDate| {
        if state.is_free(day) {
            state.choose(day);
            return on_choose.run(day);
        }
        state.why.set(Some(day));
        if let Some(text) = why_not(state, day) {
            say.run(text);
        }
    });
    let is_list = state.is_list;
    let switch = move |list: bool, text: String, label: Option<String>| {
        let pressed = move || if is_list.get() == list { "true" } else { "false" };
        view! {
            <button
                class="slot-calendar__view"
                type="button"
                aria-label=label
                aria-pressed=pressed
                on:click=move |_| is_list.set(list)
            >
                {text}
            </button>
        }
        .into_any()
    };
    let in_list = under.clone();
    let body = move || {
        if is_list.get() {
            list::view(state, choose, in_list.clone())
        } else {
            grid::view(state, choose)
        }
    };
    let has_free = Memo::new(move |_| state.first_free().is_some());
    // Once it is drawn it stays: with the last free day the focus would go, and what is typed.
    let is_drawn = Memo::new(move |before: Option<&bool>| before == Some(&true) || has_free.get());
    Effect::watch(
        move || has_free.get(),
        move |has_free, _, _| {
            if !has_free {
                say.run(tr::calendar::nothing());
            }
        },
        false,
    );
    let nothing_free = move || {
        let nothing = nothing.clone();
        (!has_free.get()).then(|| {
            view! {
                <Notice tone=Tone::Warn title=tr::calendar::nothing()>{nothing.run()}</Notice>
            }
            .into_any()
        })
    };
    let drawn = move || {
        let is_drawn = is_drawn.get();
        let view = || {
            view! {
                <div class="slot-calendar__tools">
                    {jump::nearest(state, choose)}
                    <jump::Jump state=state say=say/>
                    <div class="slot-calendar__views" role="group" aria-label=tr::calendar::views()>
                        {switch(false, tr::calendar::grid(), None)}
                        {switch(true, tr::calendar::list(), Some(tr::calendar::list_label()))}
                    </div>
                </div>
                {bar::view(state, choose, say)}
                {body.clone()}
                {move || state.why.get().and_then(|day| why_view(state, day, choose))}
            }
            .into_any()
        };
        is_drawn.then(|| untrack(view))
    };
    // The chosen day may be of another month than the list shows.
    let is_in_list = Memo::new(move |_| {
        let is_here = |day| model::same_month(day, state.month.get());
        is_list.get() && is_drawn.get() && state.chosen.get().is_some_and(is_here)
    });
    view! {
        <section class="slot-calendar" aria-label=tr::calendar::label()>{nothing_free} {drawn}</section>
        {move || (!is_in_list.get()).then(|| under.run())}
    }
    .into_any()
}
