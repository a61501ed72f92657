use super::bar::MONTH;
use super::model::same_month;
use super::{SlotCalendarState, at, day_id, is_free};
use crate::i18n::tr;
use crate::platform::dates;
use chrono::NaiveDate;
use domain::wire::institution::Days;
use leptos::prelude::*;

/// The free days of the month, the chosen one with `under` beneath it. A day that is taken meanwhile stays where it is and
/// says so; one that becomes free comes in between.
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
            here.filter(|day| is_free(day) || stays(day.day)).map(|day| day.day).collect::<Vec<_>>()
        })
    });
    let item = move |day: NaiveDate| item(state, choose, under.clone(), day);
    view! {
        <ul class="slot-calendar__list" aria-labelledby=MONTH>
            <For each=move || shown.get() key=|day| *day children=item/>
        </ul>
    }
    .into_any()
}

fn item(
    state: SlotCalendarState,
    choose: Callback<NaiveDate>,
    under: ViewFn,
    day: NaiveDate,
) -> AnyView {
    let free = Memo::new(move |_| {
        let known = |days: &Days| at(days, day).filter(|day| is_free(day)).map(|day| day.free);
        state.days.with(known).unwrap_or_default()
    });
    let words = move || match free.get() {
        0 => tr::calendar::full(),
        free => tr::calendar::free(free),
    };
    let is_chosen = Memo::new(move |_| state.chosen.get() == Some(day));
    view! {
        <li>
            <button
                class="slot-calendar__day"
                type="button"
                id=day_id(day)
                aria-pressed=move || if is_chosen.get() { "true" } else { "false" }
                aria-disabled=move || (free.get() == 0).then_some("true")
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
