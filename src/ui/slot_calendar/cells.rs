//! The days of the month on the screen. The cells stay, and only what changes is written to them: a view with a signal for
//! each attribute of each day, or new elements for each month, would take longer than the browser does to draw them.

use super::model::{days_of, same_month, weeks_of};
use super::{Look, SlotCalendarState, day_id, is_free, label};
use chrono::{Datelike as _, NaiveDate};
use leptos::html::Tbody;
use leptos::prelude::*;
use web_sys::Element;

const DAYS: usize = 7;
const WEEKS: usize = 6;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    Empty,
    /// A day that cannot be reached: a number without a button.
    Outside(NaiveDate),
    Day(Box<Drawn>),
}

/// The attributes of a day's cell and of the button in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Drawn {
    day: NaiveDate,
    cell: Attributes<2>,
    button: Attributes<7>,
}

type Attributes<const N: usize> = [(&'static str, Option<String>); N];

/// The body of the table, which follows the state.
pub(super) fn body(state: SlotCalendarState) -> AnyView {
    let body = NodeRef::<Tbody>::new();
    let stop = StoredValue::new(state.focused.get_untracked());
    Effect::new(move |before: Option<Vec<Cell>>| {
        let Some(body) = body.get() else { return Vec::new() };
        let month = state.month.get();
        let before = before.filter(|cells| !cells.is_empty()).unwrap_or_else(|| {
            let row = format!("<tr>{}</tr>", "<td></td>".repeat(DAYS));
            body.set_inner_html(&row.repeat(WEEKS));
            vec![Cell::Empty; DAYS * WEEKS]
        });
        let is_new =
            before.iter().flat_map(Cell::day).next().is_none_or(|day| !same_month(day, month));
        let mut cells: Vec<_> =
            weeks_of(month).concat().into_iter().map(|day| Cell::of(state, day)).collect();
        cells.resize(DAYS * WEEKS, Cell::Empty);
        // A live update never moves the stop of Tab.
        if is_new {
            set_tabindex(stop.get_value(), "-1");
            write(&body, &before, &cells);
            let next = first_stop(state, month);
            set_tabindex(next, "0");
            stop.set_value(next);
        } else {
            write(&body, &before, &cells);
        }
        cells
    });
    Effect::watch(
        move || state.focused.get(),
        move |focused, _, _| {
            // Where another month is on the screen, writing it sets the stop.
            if button(*focused).is_some() {
                set_tabindex(stop.get_value(), "-1");
                set_tabindex(*focused, "0");
                stop.set_value(*focused);
            }
        },
        false,
    );
    view! { <tbody node_ref=body></tbody> }.into_any()
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

fn set_tabindex(day: NaiveDate, tabindex: &str) {
    if let Some(button) = button(day) {
        let _ = button.set_attribute("tabindex", tabindex);
    }
}

impl Cell {
    /// What stands in the cell of a day, tracked.
    fn of(state: SlotCalendarState, day: Option<NaiveDate>) -> Self {
        match day.map(|day| (day, state.look(day))) {
            None => Self::Empty,
            Some((day, None)) => Self::Outside(day),
            Some((_, Some(look))) => Self::Day(Box::new(Drawn::of(&look))),
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Empty => None,
            Self::Outside(day) => Some(*day),
            Self::Day(drawn) => Some(drawn.day),
        }
    }
}

impl Drawn {
    /// The button carries the label and the focus: a label on a cell is never spoken.
    fn of(look: &Look) -> Self {
        let day = look.day.day;
        let is_free = is_free(&look.day);
        let is_chosen = look.chosen.is_some();
        let disabled = (!is_free).then(|| "true".to_owned());
        let class = match (is_free, is_chosen) {
            (true, true) => "day day--free day--chosen",
            (true, false) => "day day--free",
            (false, true) => "day day--chosen",
            (false, false) => "day",
        };
        let selected = if is_chosen { "true" } else { "false" };
        Self {
            day,
            cell: [
                ("aria-selected", Some(selected.to_owned())),
                ("aria-disabled", disabled.clone()),
            ],
            button: [
                ("id", Some(day_id(day))),
                ("data-day", Some(day.to_string())),
                ("class", Some(class.to_owned())),
                ("aria-label", Some(label::of_day(look))),
                ("aria-disabled", disabled),
                ("aria-current", look.is_today.then(|| "date".to_owned())),
                // How many places are free, for CSS to show: the label says it in words.
                ("data-free", is_free.then(|| look.day.free.to_string())),
            ],
        }
    }
}

/// Writes what is different.
fn write(body: &Element, before: &[Cell], after: &[Cell]) {
    for (row, (before, after)) in before.chunks(DAYS).zip(after.chunks(DAYS)).enumerate() {
        let Some(row) = child(body, row) else { return };
        let is_empty = |cells: &[Cell]| cells.iter().all(|cell| *cell == Cell::Empty);
        if is_empty(before) != is_empty(after) {
            let _ = row.toggle_attribute_with_force("hidden", is_empty(after));
        }
        for (column, (before, after)) in before.iter().zip(after).enumerate() {
            if before != after
                && let Some(cell) = child(&row, column)
            {
                write_cell(&cell, before, after);
            }
        }
    }
}

fn write_cell(cell: &Element, before: &Cell, after: &Cell) {
    let number = |day: NaiveDate| day.day().to_string();
    match (before, after) {
        (Cell::Day(before), Cell::Day(after)) => {
            set(cell, &before.cell, &after.cell);
            if let Some(button) = child(cell, 0) {
                set(&button, &before.button, &after.button);
                if before.day != after.day {
                    // Another text in the same node: a new node would be laid out anew.
                    if let Some(text) = button.first_child() {
                        text.set_node_value(Some(&number(after.day)));
                    }
                }
            }
        }
        (_, Cell::Day(after)) => {
            cell.set_inner_html("<button type=\"button\" tabindex=\"-1\"></button>");
            let _ = cell.set_attribute("role", "gridcell");
            set(cell, &after.cell.clone().map(|(name, _)| (name, None)), &after.cell);
            if let Some(button) = child(cell, 0) {
                set(&button, &after.button.clone().map(|(name, _)| (name, None)), &after.button);
                button.set_text_content(Some(&number(after.day)));
            }
        }
        (_, Cell::Outside(day)) => {
            cell.set_inner_html("<span class=\"day day--out\"></span>");
            let _ = cell.set_attribute("role", "gridcell");
            let _ = cell.remove_attribute("aria-selected");
            let _ = cell.set_attribute("aria-disabled", "true");
            if let Some(text) = child(cell, 0) {
                text.set_text_content(Some(&number(*day)));
            }
        }
        (_, Cell::Empty) => {
            cell.set_inner_html("");
            for name in ["role", "aria-selected", "aria-disabled"] {
                let _ = cell.remove_attribute(name);
            }
        }
    }
}

fn set<const N: usize>(element: &Element, before: &Attributes<N>, after: &Attributes<N>) {
    for ((_, before), (name, value)) in before.iter().zip(after) {
        if before != value {
            let _ = match value {
                Some(value) => element.set_attribute(name, value),
                None => element.remove_attribute(name),
            };
        }
    }
}

fn child(element: &Element, place: usize) -> Option<Element> {
    element.children().item(u32::try_from(place).ok()?)
}

fn button(day: NaiveDate) -> Option<Element> {
    document().get_element_by_id(&day_id(day))
}
