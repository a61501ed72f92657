//! Day cells of the shown month. The cells are created once, and only differences are written to the DOM: a signal for
//! each attribute of each day, or new elements for each month, would take longer than the browser needs to draw them.

use super::model::{days_of, same_month, weeks_of};
use super::{Look, SlotCalendarState, day_id, is_free, label};
use crate::platform::effect::watch;
use chrono::{Datelike as _, NaiveDate};
use leptos::html::Tbody;
use leptos::prelude::*;
use std::borrow::Cow;
use web_sys::{Element, Text};

const DAYS: usize = 7;
const WEEKS: usize = 6;

/// Body of the table; follows the state.
pub(super) fn body(state: SlotCalendarState) -> AnyView {
    let body = NodeRef::<Tbody>::new();
    let cells = StoredValue::new_local(Vec::new());
    Effect::new(move |shown: Option<Option<NaiveDate>>| {
        let body = body.get()?;
        let month = state.month.get();
        let mut contents: Vec<_> = state.with_looks(|looks| {
            let of = |day| looks.at(day).map_or_else(|| Content::outside(day), Content::of);
            let days = weeks_of(month).into_iter().flatten();
            days.map(|day| day.map_or_else(Content::empty, of)).collect()
        });
        contents.resize_with(DAYS * WEEKS, Content::empty);
        cells.update_value(|cells: &mut Vec<Cell>| {
            if cells.is_empty() {
                *cells = rows(&body);
            }
            for (cell, content) in cells.iter_mut().zip(contents) {
                cell.write(content);
            }
            let is_new = shown.flatten() != Some(month);
            if is_new {
                hide_empty(&body, cells);
            }
            // A live update must not move the tab stop.
            if is_new || !cells.iter().any(|cell| cell.is_stop) {
                set_stop(cells, first_stop(state, month));
            }
        });
        Some(month)
    });
    watch(
        move || state.focused.get(),
        move |focused, _| {
            // If the day is in another month, the effect above sets the tab stop when it writes that month.
            cells.update_value(|cells| {
                if cells.iter().any(|cell| cell.content.day == Some(*focused)) {
                    set_stop(cells, *focused);
                }
            });
        },
    );
    view! { <tbody node_ref=body></tbody> }.into_any()
}

/// Tab stop of the month: the last focused day, else the chosen one, the first free one, or the first in the range.
fn first_stop(state: SlotCalendarState, month: NaiveDate) -> NaiveDate {
    let here = |day: &NaiveDate| same_month(*day, month);
    let range = state.range();
    let focused = Some(state.focused.get_untracked()).filter(here);
    let chosen = || state.chosen.get_untracked().filter(here);
    let free = || days_of(month).find(|day| state.is_free(*day));
    let first = || days_of(month).find(|day| range.contains(*day));
    focused.or_else(chosen).or_else(free).or_else(first).unwrap_or(month)
}

/// Makes the button of this day the only tab stop of the grid.
fn set_stop(cells: &mut [Cell], day: NaiveDate) {
    for cell in cells {
        cell.set_stop(cell.content.day == Some(day));
    }
}

/// Adds six rows of empty cells.
fn rows(body: &Element) -> Vec<Cell> {
    let mut cells = Vec::new();
    for row in (0..WEEKS).filter_map(|_| element("tr")) {
        for cell in (0..DAYS).filter_map(|_| Cell::new()) {
            let _ = row.append_child(&cell.element);
            cells.push(cell);
        }
        let _ = body.append_child(&row);
    }
    cells
}

/// Hides rows without days.
fn hide_empty(body: &Element, cells: &[Cell]) {
    let rows = body.children();
    for (place, row) in (0..).zip(cells.chunks(DAYS)) {
        let is_empty = row.iter().all(|cell| cell.content.day.is_none());
        if let Some(row) = rows.item(place) {
            let _ = row.toggle_attribute_with_force("hidden", is_empty);
        }
    }
}

/// A table cell and the content last written to it.
struct Cell {
    element: Element,
    /// Button of a day, or text of a day outside the range.
    inside: Element,
    number: Text,
    /// Number of free slots, with ✓ on the day of the citizen's booked visit. Hidden from screen readers: the label has it.
    free: Text,
    content: Content,
    is_stop: bool,
}

impl Cell {
    fn new() -> Option<Self> {
        let (element, inside) = (element("td")?, button()?);
        let (number, free) = (document().create_text_node(""), document().create_text_node(""));
        let _ = element.append_child(&inside);
        let cell =
            Self { element, inside, number, free, content: Content::default(), is_stop: false };
        cell.fill();
        Some(cell)
    }

    /// Writes only differences: attributes, and texts into the existing nodes.
    fn write(&mut self, content: Content) {
        let mut before = std::mem::replace(&mut self.content, content);
        let after = &self.content;
        if before.is_text != after.is_text
            && let Some(inside) = if after.is_text { element("span") } else { button() }
        {
            let _ = self.element.replace_child(&inside, &self.inside);
            self.inside = inside;
            self.is_stop = false;
            self.fill();
            before.inside = Values::default();
        }
        set(&self.element, OF_CELL, &before.cell, &after.cell);
        set(&self.inside, OF_INSIDE, &before.inside, &after.inside);
        if before.day != after.day {
            let number = after.day.map(|day| day.day().to_string());
            self.number.set_data(&number.unwrap_or_default());
        }
        if (before.free, before.is_booked) != (after.free, after.is_booked) {
            let booked = if after.is_booked { "✓ " } else { "" };
            let free = after.free.map(|free| free.to_string()).unwrap_or_default();
            self.free.set_data(&format!("{booked}{free}"));
        }
    }

    fn fill(&self) {
        let _ = self.inside.append_child(&self.number);
        if let Some(free) = element("span") {
            let _ = free.set_attribute("class", "day__free");
            let _ = free.set_attribute("aria-hidden", "true");
            let _ = free.append_child(&self.free);
            let _ = self.inside.append_child(&free);
        }
    }

    /// Sets whether this cell is the tab stop.
    fn set_stop(&mut self, is_stop: bool) {
        if self.is_stop != is_stop && !self.content.is_text {
            self.is_stop = is_stop;
            let _ = self.inside.set_attribute("tabindex", if is_stop { "0" } else { "-1" });
        }
    }
}

/// Creates a button that is not a tab stop.
fn button() -> Option<Element> {
    let button = element("button")?;
    let _ = button.set_attribute("type", "button");
    let _ = button.set_attribute("tabindex", "-1");
    Some(button)
}

fn element(name: &str) -> Option<Element> {
    document().create_element(name).ok()
}

type Values<const N: usize> = [Option<Cow<'static, str>>; N];

/// Attributes that change: those of a cell, and those of the button or text in it.
const OF_CELL: [&str; 3] = ["role", "aria-selected", "aria-disabled"];
const OF_INSIDE: [&str; 5] = ["id", "class", "aria-label", "aria-disabled", "aria-current"];

/// Content of a cell: a day, and attribute values in the order of [`OF_CELL`] and [`OF_INSIDE`].
#[derive(Debug, Default)]
struct Content {
    day: Option<NaiveDate>,
    /// The day is outside the range: a number without a button.
    is_text: bool,
    free: Option<u32>,
    /// The citizen has a visit on this day.
    is_booked: bool,
    cell: Values<3>,
    inside: Values<5>,
}

impl Content {
    /// Cell in place of a day of another month; its button is hidden.
    fn empty() -> Self {
        let inside = [None, Some("day day--none".into()), None, None, None];
        Self { inside, ..Self::default() }
    }

    fn outside(day: NaiveDate) -> Self {
        let cell = [Some("gridcell".into()), None, Some("true".into())];
        let inside = [None, Some("day day--out".into()), None, None, None];
        Self { day: Some(day), is_text: true, cell, inside, ..Self::default() }
    }

    /// The button has the label and the focus, because screen readers never read a label on a cell.
    fn of(look: Look<'_>) -> Self {
        let is_free = is_free(look.day);
        let is_chosen = look.chosen.is_some();
        let disabled = (!is_free).then_some(Cow::Borrowed("true"));
        let class = match (is_free, is_chosen) {
            (true, true) => "day day--free day--chosen",
            (true, false) => "day day--free",
            (false, true) => "day day--chosen",
            (false, false) => "day",
        };
        let selected = if is_chosen { "true" } else { "false" };
        Self {
            day: Some(look.day.day),
            is_text: false,
            free: is_free.then_some(look.day.free),
            is_booked: look.is_booked,
            cell: [Some("gridcell".into()), Some(selected.into()), disabled.clone()],
            inside: [
                Some(day_id(look.day.day).into()),
                Some(class.into()),
                Some(label::of_day(look).into()),
                disabled,
                look.is_today.then_some("date".into()),
            ],
        }
    }
}

fn set<const N: usize>(element: &Element, names: [&str; N], before: &Values<N>, after: &Values<N>) {
    for ((name, before), after) in names.into_iter().zip(before).zip(after) {
        if before != after {
            let _ = match after {
                Some(value) => element.set_attribute(name, value),
                None => element.remove_attribute(name),
            };
        }
    }
}
