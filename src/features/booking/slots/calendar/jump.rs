use super::{SlotCalendarState, at, day_id, is_free, label};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::focus;
use crate::ui::button::Submit;
use crate::ui::field::{Entry, TextField, Width};
use chrono::NaiveDate;
use domain::values::{format_date, parse_date};
use leptos::ev;
use leptos::prelude::*;

/// «Ближайшее свободное: 24 ноября 2026, вторник».
pub(super) fn nearest(state: SlotCalendarState, choose: Callback<NaiveDate>) -> AnyView {
    let day = Memo::new(move |_| state.first_free());
    let words = move || match day.get() {
        Some(day) => tr::calendar::nearest(&dates::full_day(day)),
        // Keeps the button, because removing it would lose the focus.
        None => tr::calendar::nothing(),
    };
    let press = move |_| day.get_untracked().iter().for_each(|day| choose.run(*day));
    view! {
        <button
            class="link"
            type="button"
            aria-disabled=move || day.get().is_none().then_some("true")
            on:click=press
        >
            {words}
        </button>
    }
    .into_any()
}

const INPUT: &str = "slot-jump";
const FORM: &str = "slot-jump-form";

/// «Перейти к дате»: typing a date saves many presses. Collapsed, because most citizens take a day that they see.
#[component]
pub(super) fn Jump(state: SlotCalendarState, say: Callback<String>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let go = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match find(state, &typed.get_untracked()) {
            Err(wrong) => {
                error.set(Some(wrong));
                focus::on_id(INPUT);
            }
            Ok(day) => {
                error.set(None);
                show(state, day, say);
            }
        }
    };
    let is_open = RwSignal::new(false);
    let example = untrack(|| state.first_free()).map(format_date).unwrap_or_default();
    view! {
        <button
            class="link slot-calendar__unfold"
            type="button"
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            aria-controls=FORM
            on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
        >
            {tr::calendar::jump()}
        </button>
        <form
            id=FORM
            class="slot-calendar__jump"
            novalidate=true
            hidden=move || !is_open.get()
            on:submit=go
        >
            <TextField
                id=INPUT
                label=tr::calendar::jump_date()
                hint=tr::calendar::jump_hint(&example)
                entry=Entry::DIGITS.width(Width::Short)
                value=""
                on_input=move |text| typed.set(text)
                error=error
            />
            <Submit plain=true>{tr::calendar::jump_go()}</Submit>
        </form>
    }
    .into_any()
}

fn find(state: SlotCalendarState, typed: &str) -> Result<NaiveDate, String> {
    let day = parse_date(typed.trim()).map_err(|_| tr::calendar::jump_wrong())?;
    let range = state.range();
    if range.contains(day) {
        return Ok(day);
    }
    Err(tr::calendar::JumpOutside {
        first: &format_date(range.first),
        last: &format_date(range.last),
    }
    .text())
}

/// Moves the focus to the day. The list has only free days, so there to the next free one, or else to the last.
fn show(state: SlotCalendarState, day: NaiveDate, say: Callback<String>) {
    let mut to = Some(day);
    if state.is_list.get_untracked() {
        let reason = state.days.with_untracked(|days| {
            let free = || days.days.iter().filter(|known| is_free(known)).map(|known| known.day);
            to = free().find(|free| *free >= day).or_else(|| free().next_back());
            at(days, day).and_then(label::reason)
        });
        if let Some(reason) = reason {
            say.run(tr::calendar::Cannot { date: &dates::full_day(day), reason: &reason }.text());
        }
    }
    if let Some(day) = to {
        state.show(day);
        focus::on_id(&day_id(day));
    }
}
