use super::bar::MONTH;
use super::model::same_month;
use super::{SlotCalendarState, at, day_id, is_free, reason_against};
use crate::features::booking::slots::keyed::keyed;
use crate::i18n::dates;
use crate::i18n::tr;
use chrono::{Datelike as _, NaiveDate};
use leptos::prelude::*;

/// Free days of the month, with `under` below the chosen one. A day that is taken or over meanwhile stays in place and
/// says so; a day that becomes free is inserted.
pub(super) fn view(
    state: SlotCalendarState,
    choose: Callback<NaiveDate>,
    under: ViewFn,
) -> AnyView {
    let shown = Memo::new(move |before: Option<&Vec<NaiveDate>>| {
        let before = before.map(Vec::as_slice).unwrap_or_default();
        let (month, chosen) = (state.month.get(), state.chosen.get());
        state.days.with(|days| {
            let here = days.days.iter().filter(|day| same_month(day.day, month));
            let stays = |day: NaiveDate| chosen == Some(day) || before.contains(&day);
            let here = here.filter(|day| is_free(day) || stays(day.day)).map(|day| day.day);
            let is_over = |day: &NaiveDate| *day < days.first && same_month(*day, month);
            let mut over: Vec<_> = before.iter().copied().chain(chosen).filter(is_over).collect();
            over.sort_unstable();
            over.dedup();
            over.extend(here);
            over
        })
    });
    let days = move || shown.with(|days| days.iter().map(number).collect());
    let item =
        move |number| day(number).map(|day| item(state, choose, under.clone(), day)).into_any();
    view! {
        <ul class="slot-calendar__list" aria-labelledby=MONTH>{keyed(days, item)}</ul>
    }
    .into_any()
}

fn number(day: &NaiveDate) -> i64 {
    day.num_days_from_ce().into()
}

fn day(number: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(number.try_into().ok()?)
}

fn item(
    state: SlotCalendarState,
    choose: Callback<NaiveDate>,
    under: ViewFn,
    day: NaiveDate,
) -> AnyView {
    // Number of free slots, or why there are none.
    let free = Memo::new(move |_| {
        state.days.with(|days| match reason_against(days, day) {
            None => Ok(at(days, day).map_or(0, |day| day.free)),
            Some(why) => Err(why),
        })
    });
    let words = move || match free.get() {
        Err(why) => why,
        Ok(free) => tr::calendar::free(free),
    };
    let is_chosen = Memo::new(move |_| state.chosen.get() == Some(day));
    view! {
        <li>
            <button
                class="slot-calendar__day"
                type="button"
                id=day_id(day)
                aria-pressed=move || if is_chosen.get() { "true" } else { "false" }
                aria-disabled=move || free.with(Result::is_err).then_some("true")
                on:click=move |_| choose.run(day)
            >
                <span>{dates::full_day(day)}</span>
                <span class="slot-calendar__free">{words}</span>
            </button>
            {move || is_chosen.get().then(|| under.run())}
        </li>
    }
    .into_any()
}
