//! The days of the month on the screen. A month is drawn in one piece and a change is written to the one button that it
//! concerns: a signal for each attribute of each day would take longer than the browser does to draw them.

use super::model::{days_of, same_month, weeks_of};
use super::{Look, SlotCalendarState, day_id, is_free, label};
use chrono::{Datelike as _, NaiveDate};
use leptos::prelude::*;
use web_sys::Element;

/// The rows of the month as HTML, drawn anew for each month; what changes within it is written to its place.
pub(super) fn follow(state: SlotCalendarState) -> Signal<String> {
    let stop = StoredValue::new(state.focused.get_untracked());
    Effect::watch(
        move || state.focused.get(),
        move |focused, _, _| {
            // Where another month is on the screen, drawing it sets the stop.
            if let Some(button) = button(*focused) {
                let before = stop.get_value();
                let _ = button.set_attribute("tabindex", "0");
                stop.set_value(*focused);
                if before != *focused
                    && let Some(before) = self::button(before)
                {
                    let _ = before.set_attribute("tabindex", "-1");
                }
            }
        },
        false,
    );
    Effect::new(move |before: Option<Vec<Look>>| {
        let month = state.month.get();
        let looks: Vec<_> = days_of(month).filter_map(|day| state.look(day)).collect();
        let before = before.unwrap_or_default();
        for (before, look) in before.iter().zip(&looks).filter(|(before, look)| before != look) {
            if before.day.day == look.day.day {
                write(look);
            }
        }
        looks
    });
    Signal::derive(move || {
        let month = state.month.get();
        untrack(|| {
            stop.set_value(first_stop(state, month));
            draw(state, month, stop.get_value())
        })
    })
}

/// The day that Tab leads to: the last focused, else the chosen, else the first free, else the first in the range.
fn first_stop(state: SlotCalendarState, month: NaiveDate) -> NaiveDate {
    let here = |day: &NaiveDate| same_month(*day, month);
    let range = state.range();
    let focused = Some(state.focused.get_untracked()).filter(here);
    let chosen = || state.chosen.get_untracked().filter(here);
    let free = || days_of(month).find(|day| state.is_free(*day));
    let first = || days_of(month).find(|day| range.contains(*day));
    focused.or_else(chosen).or_else(free).or_else(first).unwrap_or(month)
}

fn draw(state: SlotCalendarState, month: NaiveDate, stop: NaiveDate) -> String {
    let mut html = String::with_capacity(16 * 1024);
    for week in weeks_of(month) {
        html.push_str("<tr>");
        for day in week {
            match day.map(|day| (day, state.look(day))) {
                None => html.push_str("<td></td>"),
                Some((day, None)) => draw_outside(&mut html, day),
                Some((_, Some(look))) => draw_day(&mut html, &look, stop),
            }
        }
        html.push_str("</tr>");
    }
    html
}

/// A day that cannot be reached: no button.
fn draw_outside(html: &mut String, day: NaiveDate) {
    html.push_str("<td role=\"gridcell\" aria-disabled=\"true\"><span class=\"day day--out\">");
    html.push_str(&day.day().to_string());
    html.push_str("</span></td>");
}

/// The button carries the label and the focus: a label on a cell is never spoken.
fn draw_day(html: &mut String, look: &Look, stop: NaiveDate) {
    let day = look.day.day;
    html.push_str("<td role=\"gridcell\"");
    of_cell(look).iter().for_each(|(name, value)| attribute(html, name, value.as_deref()));
    html.push_str("><button type=\"button\"");
    attribute(html, "id", Some(&day_id(day)));
    attribute(html, "data-day", Some(&day.to_string()));
    attribute(html, "tabindex", Some(if day == stop { "0" } else { "-1" }));
    attribute(html, "aria-current", look.is_today.then_some("date"));
    of_button(look).iter().for_each(|(name, value)| attribute(html, name, value.as_deref()));
    html.push('>');
    html.push_str(&day.day().to_string());
    html.push_str("</button></td>");
}

/// Writes how a day looks now to its button and its cell. Focus and stop of Tab stay.
fn write(look: &Look) {
    let Some(button) = button(look.day.day) else { return };
    let set = |element: &Element, name: &str, value: Option<&str>| {
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    };
    of_button(look).iter().for_each(|(name, value)| set(&button, name, value.as_deref()));
    if let Some(cell) = button.parent_element() {
        of_cell(look).iter().for_each(|(name, value)| set(&cell, name, value.as_deref()));
    }
}

type Attributes<const N: usize> = [(&'static str, Option<String>); N];

fn of_cell(look: &Look) -> Attributes<2> {
    let selected = if look.chosen.is_some() { "true" } else { "false" };
    [("aria-selected", Some(selected.to_owned())), ("aria-disabled", disabled(look))]
}

fn of_button(look: &Look) -> Attributes<4> {
    let is_free = is_free(&look.day);
    let class = match (is_free, look.chosen.is_some()) {
        (true, true) => "day day--free day--chosen",
        (true, false) => "day day--free",
        (false, true) => "day day--chosen",
        (false, false) => "day",
    };
    [
        ("class", Some(class.to_owned())),
        ("aria-label", Some(label::of_day(look))),
        ("aria-disabled", disabled(look)),
        ("data-free", is_free.then(|| look.day.free.to_string())),
    ]
}

fn disabled(look: &Look) -> Option<String> {
    (!is_free(&look.day)).then(|| "true".to_owned())
}

fn attribute(html: &mut String, name: &str, value: Option<&str>) {
    let Some(value) = value else { return };
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    for letter in value.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '<' => html.push_str("&lt;"),
            other => html.push(other),
        }
    }
    html.push('"');
}

fn button(day: NaiveDate) -> Option<Element> {
    document().get_element_by_id(&day_id(day))
}
