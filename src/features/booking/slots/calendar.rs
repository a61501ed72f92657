//! Calendar of free days with two views of the same data: a grid of the month, or a list of free days. The caller
//! provides the days; the calendar fetches nothing itself.

mod bar;
mod cells;
mod grid;
mod jump;
mod label;
mod list;
mod model;
mod state;

pub(super) use state::SlotCalendarState;

use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::ui::notice::{Notice, Tone};
use chrono::NaiveDate;
use domain::wire::institution::Days;
use domain::wire::time::parse_day;
use leptos::prelude::*;
use state::{Look, at, is_free};

/// Why a day cannot be chosen, tracked; `None` when it can be.
fn why_not(state: SlotCalendarState, day: NaiveDate) -> Option<String> {
    let reason = state.days.with(|days| reason_against(days, day))?;
    Some(tr::calendar::Cannot { date: &dates::full_day(day), reason: &reason }.text())
}

/// Visible form of [`why_not`], with the nearest free days (S-17). Not a live region: the text was announced already.
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

/// Why nothing can be booked on a day. A day that is missing from `days` is over by now.
fn reason_against(days: &Days, day: NaiveDate) -> Option<String> {
    at(days, day).map_or_else(|| Some(tr::calendar::too_soon()), label::reason)
}

/// The id of a day's button, in either view.
fn day_id(day: NaiveDate) -> String {
    format!("day-{day}")
}

fn day_with_id(id: &str) -> Option<NaiveDate> {
    parse_day(id.strip_prefix("day-")?)
}

#[component]
pub(super) fn SlotCalendar(
    state: SlotCalendarState,
    /// Called when the citizen chooses a free day.
    #[prop(into)]
    on_choose: Callback<NaiveDate>,
    /// Announces a text politely (WCAG 4.1.3).
    #[prop(into)]
    say: Callback<String>,
    /// Shown if no day is free at all: what the citizen can do instead.
    #[prop(into)]
    nothing: ViewFn,
    /// Times of the chosen day: shown below the grid, or in the list below the chosen day.
    #[prop(into)]
    under: ViewFn,
) -> AnyView {
    // Pressing a day that cannot be chosen shows why, and keeps the choice.
    let choose = Callback::new(move |day: NaiveDate| {
        if state.is_free(day) {
            state.choose(day);
            return on_choose.run(day);
        }
        state.explained_day.set(Some(day));
        if let Some(text) = why_not(state, day) {
            say.run(text);
        }
    });
    let is_list = state.is_list;
    let switch = move |list: bool, text: String, label: Option<String>| {
        let pressed = move || if is_list.get() == list { "true" } else { "false" };
        // Setting the same value would redraw the view.
        let press = move |_| {
            if is_list.get_untracked() != list {
                is_list.set(list);
            }
        };
        view! {
            <button
                class="button button--tool slot-calendar__view"
                type="button"
                aria-label=label
                aria-pressed=pressed
                on:click=press
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
    // Once drawn it stays, even without a free day: removing it would lose the focus and what is typed.
    let is_drawn = Memo::new(move |before: Option<&bool>| before == Some(&true) || has_free.get());
    watch(
        move || has_free.get(),
        move |has_free, _| {
            if !has_free {
                say.run(tr::calendar::nothing());
            }
        },
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
                {move || state.explained_day.get().and_then(|day| why_view(state, day, choose))}
            }
            .into_any()
        };
        is_drawn.then(|| untrack(view))
    };
    // If the chosen day is in another month, the list does not contain it.
    let is_in_list = Memo::new(move |_| {
        is_list.get() && is_drawn.get() && state.chosen.get().is_some() && !state.is_elsewhere()
    });
    view! {
        <section class="slot-calendar" aria-label=tr::calendar::label()>{nothing_free} {drawn}</section>
        {move || (!is_in_list.get()).then(|| under.run())}
    }
    .into_any()
}
