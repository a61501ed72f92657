//! Text that the page keeps folded in `details`.

use super::page;
use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// Opens or closes every element that the selector finds.
pub(crate) fn open_all(selector: &str, open: bool) {
    each(selector, &|element| set(element, open));
}

/// Opens the element with this id after the next drawing.
pub(crate) fn open_soon(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            set(&element, true);
        }
    });
}

/// Opens them while the page is printed: folded text would be missing on paper.
pub(crate) fn open_in_print(selector: &'static str) {
    page::on("beforeprint", move || {
        each(selector, &|element| {
            if !element.has_attribute(OPEN) {
                set(element, true);
                let _ = element.set_attribute(PRINTED, "");
            }
        });
    });
    page::on("afterprint", move || {
        each(selector, &|element| {
            if element.has_attribute(PRINTED) {
                set(element, false);
                let _ = element.remove_attribute(PRINTED);
            }
        });
    });
}

const OPEN: &str = "open";
const PRINTED: &str = "data-printed";

fn set(element: &Element, open: bool) {
    let _ = if open { element.set_attribute(OPEN, "") } else { element.remove_attribute(OPEN) };
}

fn each(selector: &str, act: &dyn Fn(&Element)) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    for index in 0..found.length() {
        if let Some(element) = found.item(index) {
            act(element.unchecked_ref());
        }
    }
}
