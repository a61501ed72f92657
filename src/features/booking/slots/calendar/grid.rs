use super::bar::MONTH;
use super::model::{Press, target};
use super::{SlotCalendarState, cells, day_id, day_with_id};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::focus;
use chrono::NaiveDate;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// Grid of a month. The buttons have the labels and the focus, because screen readers never read a label on a cell.
pub(super) fn view(state: SlotCalendarState, choose: Callback<NaiveDate>) -> AnyView {
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
    // The browser turns Enter and Space into a click on the button.
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

/// The day of the button that an event came from.
fn day_of(event: &ev::Event) -> Option<NaiveDate> {
    let target: Element = event.target()?.dyn_into().ok()?;
    day_with_id(&target.closest("button").ok().flatten()?.id())
}
