use super::label::{self, capital};
use super::model::{Press, days_of, target, turned, weeks_of};
use super::{Look, SlotCalendarState, day_id, is_free};
use crate::i18n::tr;
use crate::platform::{dates, focus};
use chrono::NaiveDate;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

const MONTH: &str = "slot-month";

/// A month. The buttons carry the labels and the focus: a label on a cell is never spoken.
pub(super) fn view(
    state: SlotCalendarState,
    choose: Callback<NaiveDate>,
    say: Callback<String>,
) -> AnyView {
    let month = state.month;
    let press = move |event: ev::KeyboardEvent| {
        if event.alt_key() || event.meta_key() {
            return;
        }
        let (key, shift, ctrl) = (event.key(), event.shift_key(), event.ctrl_key());
        let press = Press { key: &key, shift, ctrl };
        let Some(from) = day_of(&event) else { return };
        if let Some(to) = target(press, from, state.range(), |day| state.is_free(day)) {
            event.prevent_default();
            state.show(to);
            focus::now_or_later(&day_id(to));
        }
    };
    // Enter and Space press the button by themselves.
    let click = move |event: ev::MouseEvent| {
        if let Some(day) = day_of(&event) {
            state.focused.set(day);
            choose.run(day);
        }
    };
    let follow = move |event: ev::FocusEvent| {
        if let Some(day) = day_of(&event) {
            state.focused.set(day);
        }
    };
    let weekdays = dates::weekdays_short();
    let weekdays: Vec<_> =
        weekdays.into_iter().map(|name| view! { <th>{name}</th> }.into_any()).collect();
    view! {
        <div class="slot-calendar__bar">
            {turn(state, -1, say)}
            <h2 class="slot-calendar__month" id=MONTH>{move || capital(&dates::month(month.get()))}</h2>
            {turn(state, 1, say)}
        </div>
        {move || empty_month(state, choose)}
        <div role="application" aria-labelledby=MONTH>
            <table class="slot-calendar__grid" role="grid" aria-labelledby=MONTH on:keydown=press on:click=click on:focusin=follow>
                <thead aria-hidden="true"><tr>{weekdays}</tr></thead>
                {move || body(state, month.get())}
            </table>
        </div>
        <p class="slot-calendar__key" aria-hidden="true">{tr::calendar::key()}</p>
    }
    .into_any()
}

fn body(state: SlotCalendarState, month: NaiveDate) -> AnyView {
    // The day with the stop of Tab, if another one than the focused had it: the chosen one, the first free one, the first.
    let stop = Memo::new(move |before: Option<&NaiveDate>| {
        let focused = state.focused.get();
        let here = |day: &NaiveDate| super::model::same_month(*day, month);
        if here(&focused) {
            return focused;
        }
        // A live update never moves it.
        before.copied().unwrap_or_else(|| {
            let range = state.range();
            let chosen = state.chosen.get_untracked().filter(here);
            let free = || days_of(month).find(|day| state.is_free(*day));
            let first = || days_of(month).find(|day| range.contains(*day));
            chosen.or_else(free).or_else(first).unwrap_or(month)
        })
    });
    let rows: Vec<_> = weeks_of(month)
        .into_iter()
        .map(|week| {
            let cells: Vec<_> = week.into_iter().map(|day| cell(state, stop, day)).collect();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect();
    view! { <tbody>{rows}</tbody> }.into_any()
}

fn cell(state: SlotCalendarState, stop: Memo<NaiveDate>, day: Option<NaiveDate>) -> AnyView {
    let Some(day) = day else { return view! { <td></td> }.into_any() };
    let number = chrono::Datelike::day(&day);
    if !state.range().contains(day) {
        return view! {
            <td role="gridcell" aria-disabled="true"><span class="day day--out">{number}</span></td>
        }
        .into_any();
    }
    let look = Memo::new(move |_| state.look(day));
    let is_open =
        Signal::derive(move || look.with(|look| look.as_ref().is_some_and(|l| is_free(&l.day))));
    let disabled = Signal::derive(move || (!is_open.get()).then_some("true"));
    let words = move || look.with(|look| look.as_ref().map(label::of_day));
    let selected = move || look.with(|look| look.as_ref().is_some_and(|l| l.chosen.is_some()));
    let class = move || {
        let chosen = if selected() { " day--chosen" } else { "" };
        let open = if is_open.get() { "day day--free" } else { "day" };
        format!("{open}{chosen}")
    };
    let free = move || look.with(|look| look.as_ref().filter(|l| is_free(&l.day)).map(count));
    let today = look.with_untracked(|look| look.as_ref().is_some_and(|look| look.is_today));
    view! {
        <td role="gridcell" aria-selected=move || if selected() { "true" } else { "false" } aria-disabled=disabled>
            <button
                class=class
                type="button"
                id=day_id(day)
                data-day=day.to_string()
                data-free=free
                tabindex=move || if stop.get() == day { "0" } else { "-1" }
                aria-label=words
                aria-disabled=disabled
                aria-current=today.then_some("date")
            >
                {number}
            </button>
        </td>
    }
    .into_any()
}

fn count(look: &Look) -> String {
    look.day.free.to_string()
}

/// To the month before or after. At the edge the button keeps the focus.
fn turn(state: SlotCalendarState, by: i32, say: Callback<String>) -> AnyView {
    let target = Memo::new(move |_| turned(state.month.get(), by));
    let is_there = Memo::new(move |_| {
        let to = target.get();
        state.range().months().contains(&to)
    });
    let words = move || {
        let month = dates::month(target.get());
        if by < 0 { tr::calendar::previous(&month) } else { tr::calendar::next(&month) }
    };
    let turn = move |_| {
        if !is_there.get_untracked() {
            return say.run(tr::calendar::edge());
        }
        let month = target.get_untracked();
        state.month.set(month);
        say.run(state.month_words(month));
    };
    view! {
        <button
            class="slot-calendar__turn"
            type="button"
            aria-label=words
            aria-disabled=move || (!is_there.get()).then_some("true")
            on:click=turn
        >
            <span aria-hidden="true">{if by < 0 { "‹" } else { "›" }}</span>
        </button>
    }
    .into_any()
}

/// What stands above a month without a free day: the way to the next one.
fn empty_month(state: SlotCalendarState, choose: Callback<NaiveDate>) -> Option<AnyView> {
    let month = state.month.get();
    let (has_free, next) = state.days.with(|days| {
        let free = || days.days.iter().filter(|day| is_free(day)).map(|day| day.day);
        let has_free = free().any(|day| super::model::same_month(day, month));
        (has_free, free().find(|day| *day >= month).or_else(|| free().next_back()))
    });
    let next = next.filter(|_| !has_free)?;
    let none = tr::calendar::none_here(&label::in_month(month));
    let to_next = tr::calendar::to_next(&dates::day_and_year(next));
    let view = view! {
        <p class="slot-calendar__empty">
            {none} " "
            <button class="link" type="button" on:click=move |_| choose.run(next)>{to_next}</button>
        </p>
    };
    Some(view.into_any())
}

/// The day of the button that an event came from.
fn day_of(event: &ev::Event) -> Option<NaiveDate> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let button = target.closest("button[data-day]").ok().flatten()?;
    domain::wire::time::parse_day(&button.get_attribute("data-day")?)
}
