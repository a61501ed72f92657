//! Name of the shown month and buttons to its neighbours, for both views.

use super::label;
use super::model::{same_month, turned};
use super::{SlotCalendarState, is_free};
use crate::i18n::dates;
use crate::i18n::letters;
use crate::i18n::tr;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The id of the month's name.
pub(super) const MONTH: &str = "slot-month";

pub(super) fn view(
    state: SlotCalendarState,
    choose: Callback<NaiveDate>,
    say: Callback<String>,
) -> AnyView {
    let name = move || letters::capitalized(&dates::month(state.month.get()));
    view! {
        <div class="slot-calendar__bar">
            {turn(state, -1, say)}
            <h2 class="slot-calendar__month" id=MONTH>{name}</h2>
            {turn(state, 1, say)}
        </div>
        {move || empty_month(state, choose)}
    }
    .into_any()
}

/// Button to the previous or next month. At the edge it has `aria-disabled` only, so that it keeps the focus.
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
            return say.run(if by < 0 {
                tr::calendar::edge_before()
            } else {
                tr::calendar::edge()
            });
        }
        let month = target.get_untracked();
        state.turn_to(month);
        say.run(state.month_words(month));
    };
    view! {
        <button
            class="button button--tool slot-calendar__turn"
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

/// Text above a month without a free day, with a button to the next free day.
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
