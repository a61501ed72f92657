//! Moves the keyboard focus.

use leptos::prelude::{document, queue_microtask, request_animation_frame};
use std::cell::RefCell;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Focuses the element with `id` after the next drawing, and scrolls it into view.
pub(crate) fn on_id(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            let _ = element.unchecked_into::<HtmlElement>().focus();
        }
    });
}

/// Focuses the element with `id` at once if it exists, otherwise as soon as the pending changes are drawn, and before the next
/// key press.
pub(crate) fn now_or_soon(id: &str) {
    if !now(id) {
        let id = id.to_owned();
        // The drawing is queued already, and microtasks run in order.
        queue_microtask(move || {
            if !now(&id) {
                on_id(&id);
            }
        });
    }
}

fn now(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    let element: HtmlElement = element.unchecked_into();
    // The element may have the focus already and show something new. Screen readers announce it only when it gets the focus.
    if document().active_element().is_some_and(|active| active == *element) {
        let _ = element.blur();
    }
    element.focus().is_ok()
}

/// Focuses the heading of the page after the next drawing, for when the focused element goes away.
pub(crate) fn on_heading() {
    request_animation_frame(|| {
        if let Ok(Some(heading)) = document().query_selector("#main h1") {
            let _ = heading.unchecked_into::<HtmlElement>().focus();
        }
    });
}

/// Focuses the heading of the page if the next drawing removes `element`, which has the focus.
pub(crate) fn on_heading_instead_of(element: Option<HtmlElement>) {
    request_animation_frame(move || {
        if is_lost() && element.is_some_and(|element| !element.is_connected()) {
            on_heading();
        }
    });
}

/// Focuses the heading of the page if nothing has the focus after the next drawing.
pub(crate) fn on_heading_if_lost() {
    request_animation_frame(|| {
        if is_lost() {
            on_heading();
        }
    });
}

fn is_lost() -> bool {
    document().active_element().is_none_or(|active| active.tag_name() == "BODY")
}

/// Scrolls to the element with `id` after the next drawing, unless all of it is visible already.
pub(crate) fn reveal(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let Some(element) = document().get_element_by_id(&id) else { return };
        let bounds = element.get_bounding_client_rect();
        let height = document().document_element().map_or(0, |root| root.client_height());
        if bounds.top() < 0.0 || bounds.bottom() > f64::from(height) {
            element.scroll_into_view_with_bool(bounds.top() < 0.0);
        }
    });
}

/// The element that has the focus.
pub(crate) fn current() -> Option<HtmlElement> {
    document().active_element().map(wasm_bindgen::JsCast::unchecked_into)
}

/// Removes the focus from a page that is about to close. Its field then reports its value while the page still listens.
pub(crate) fn release() {
    let is_of_page =
        |element: &HtmlElement| element.closest("#main, dialog").is_ok_and(|found| found.is_some());
    if let Some(element) = current().filter(is_of_page) {
        let _ = element.blur();
    }
}

/// Runs `draw`, which may replace the focused element, and then focuses the element that took its place: a link is found by
/// its address, any other element by its id.
pub(crate) fn keep(draw: impl FnOnce()) {
    let selector = current().and_then(|element| selector_of(&element));
    draw();
    let Some(selector) = selector else { return };
    request_animation_frame(move || {
        if let (true, Ok(Some(element))) = (is_lost(), document().query_selector(&selector)) {
            without_scrolling(element.unchecked_ref());
        }
    });
}

pub(super) fn selector_of(element: &HtmlElement) -> Option<String> {
    let by = |name| Some(selector(name, &element.get_attribute(name)?));
    by("href").or_else(|| by("id"))
}

/// A CSS selector for the element in `#main` with this attribute and value.
pub(super) fn selector(attribute: &str, value: &str) -> String {
    format!("#main [{attribute}=\"{}\"]", value.replace(['"', '\\'], ""))
}

/// Focuses an element without scrolling the page.
pub(super) fn without_scrolling(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Whether `element` still has the focus, or nothing has it.
pub(crate) fn is_still_on(element: Option<&HtmlElement>) -> bool {
    current().is_none_or(|now| now.tag_name() == "BODY" || element == Some(&now))
}

thread_local! {
    /// Id of an input that a link leads to, and that is not there yet.
    static AWAITED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Takes the id of the input that a link of this page has led to before it was there.
pub(crate) fn take_awaited() -> Option<String> {
    AWAITED.take()
}

/// Focuses the input with `id` and scrolls its label to the top (the error summary's links).
pub(crate) fn on_input(id: &str) {
    let element = document().get_element_by_id(id);
    AWAITED.set(element.is_none().then(|| id.to_owned()));
    let Some(element) = element else { return };
    let group = element.closest(".field, fieldset").ok().flatten();
    group.as_ref().unwrap_or(&element).scroll_into_view();
    without_scrolling(element.unchecked_ref());
}

/// [`on_input`], after a new page is drawn and has moved the focus to its heading.
pub(crate) fn on_input_later(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || request_animation_frame(move || on_input(&id)));
}
