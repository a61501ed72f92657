use super::label::capital;
use super::model::{first_of_month, same_month};
use super::{SlotCalendarState, at, day_id, is_free};
use crate::i18n::tr;
use crate::platform::dates;
use chrono::NaiveDate;
use domain::wire::institution::Days;
use leptos::prelude::*;

/// All free days, month by month. A day that is taken meanwhile stays where it is and says so; one that becomes free comes
/// in between.
pub(super) fn view(state: SlotCalendarState, choose: Callback<NaiveDate>) -> AnyView {
    let shown = Memo::new(move |before: Option<&Vec<NaiveDate>>| {
        let before = before.map(Vec::as_slice).unwrap_or_default();
        state.days.with(|days| {
            let shown = days.days.iter().filter(|day| is_free(day) || before.contains(&day.day));
            shown.map(|day| day.day).collect::<Vec<_>>()
        })
    });
    let months = Memo::new(move |_| {
        shown.with(|days| {
            let mut months: Vec<_> = days.iter().map(|day| first_of_month(*day)).collect();
            months.dedup();
            months
        })
    });
    let month = move |month: NaiveDate| {
        let days = move || {
            shown.with(|days| {
                let here = days.iter().filter(|day| same_month(**day, month));
                here.copied().collect::<Vec<_>>()
            })
        };
        view! {
            <h2 class="slot-calendar__month">{capital(&dates::month(month))}</h2>
            <ul class="slot-calendar__list">
                <For each=days key=|day| *day children=move |day| item(state, choose, day)/>
            </ul>
        }
        .into_any()
    };
    view! { <For each=move || months.get() key=|month| *month children=month/> }.into_any()
}

fn item(state: SlotCalendarState, choose: Callback<NaiveDate>, day: NaiveDate) -> AnyView {
    let free = Memo::new(move |_| {
        let known = |days: &Days| at(days, day).filter(|day| is_free(day)).map(|day| day.free);
        state.days.with(known).unwrap_or_default()
    });
    let words = move || match free.get() {
        0 => tr::calendar::full(),
        free => tr::calendar::free(free),
    };
    let pressed = move || if state.chosen.get() == Some(day) { "true" } else { "false" };
    view! {
        <li>
            <button
                class="slot-calendar__day"
                type="button"
                id=day_id(day)
                aria-pressed=pressed
                aria-disabled=move || (free.get() == 0).then_some("true")
                on:click=move |_| choose.run(day)
            >
                <span>{dates::full_day(day)}</span>
                <span class="slot-calendar__free">{words}</span>
            </button>
        </li>
    }
    .into_any()
}
