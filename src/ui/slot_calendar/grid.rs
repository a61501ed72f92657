use super::label::{self, capital};
use super::model::{Press, same_month, target, turned};
use super::{SlotCalendarState, cells, day_id, day_with_id, is_free};
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
            focus::now_or_soon(&day_id(to));
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
                {cells::body(state)}
            </table>
        </div>
        <p class="slot-calendar__key" aria-hidden="true">{tr::calendar::key()}</p>
    }
    .into_any()
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
        state.turn_to(month);
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
        let has_free = free().any(|day| same_month(day, month));
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
    day_with_id(&target.closest("button").ok().flatten()?.id())
}
