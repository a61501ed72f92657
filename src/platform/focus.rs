//! Moving the focus.

use leptos::prelude::{document, queue_microtask, request_animation_frame};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Focuses the element with `id` once the page is drawn, and brings it into view.
pub(crate) fn on_id(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            let _ = element.unchecked_into::<HtmlElement>().focus();
        }
    });
}

/// Focuses the element with `id` at once if it is there, else as soon as what is due has been drawn: before the next key.
pub(crate) fn now_or_soon(id: &str) {
    if !now(id) {
        let id = id.to_owned();
        // Drawing is queued already, and the queue keeps its order.
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
    // What has the focus already may have become something else, which is to be said.
    if document().active_element().is_some_and(|active| active == *element) {
        let _ = element.blur();
    }
    element.focus().is_ok()
}

/// Focuses the heading of the page, when what had the focus is gone.
pub(crate) fn on_heading() {
    request_animation_frame(|| {
        if let Ok(Some(heading)) = document().query_selector("#main h1") {
            let _ = heading.unchecked_into::<HtmlElement>().focus();
        }
    });
}

/// Focuses the heading of the page if `element`, which had the focus, is gone once the page is drawn.
pub(crate) fn on_heading_instead_of(element: Option<HtmlElement>) {
    request_animation_frame(move || {
        if is_lost() && element.is_some_and(|element| !element.is_connected()) {
            on_heading();
        }
    });
}

/// Focuses the heading of the page if the focus was in something that is gone once the page is drawn.
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

/// Brings the element with `id` into view once it is drawn, if it is not there already.
pub(crate) fn reveal(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let Some(element) = document().get_element_by_id(&id) else { return };
        let place = element.get_bounding_client_rect();
        let height = document().document_element().map_or(0, |root| root.client_height());
        if place.top() < 0.0 || place.bottom() > f64::from(height) {
            element.scroll_into_view_with_bool(place.top() < 0.0);
        }
    });
}

/// What has the focus now.
pub(crate) fn current() -> Option<HtmlElement> {
    document().active_element().map(wasm_bindgen::JsCast::unchecked_into)
}

/// Takes the focus out of a page that goes: its field tells what was typed while there is somebody to hear.
pub(crate) fn release() {
    let is_of_page =
        |element: &HtmlElement| element.closest("#main, dialog").is_ok_and(|found| found.is_some());
    if let Some(element) = current().filter(is_of_page) {
        let _ = element.blur();
    }
}

/// Draws something anew, and gives the focus back to what had it, if that is still there: a link by its address, another
/// element by its id.
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

/// Finds what has an attribute in the main part.
pub(super) fn selector(attribute: &str, value: &str) -> String {
    format!("#main [{attribute}=\"{}\"]", value.replace(['"', '\\'], ""))
}

/// Focuses an element and leaves the page where it is.
pub(super) fn without_scrolling(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Whether the focus is where it was, or nowhere.
pub(crate) fn is_still_on(element: Option<&HtmlElement>) -> bool {
    current().is_none_or(|now| now.tag_name() == "BODY" || element == Some(&now))
}

/// Focuses the input with `id` and scrolls its label to the top (the error summary's links).
pub(crate) fn on_input(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    let group = element.closest(".field, fieldset").ok().flatten();
    group.as_ref().unwrap_or(&element).scroll_into_view();
    without_scrolling(element.unchecked_ref());
}

/// [`on_input`], once the page is drawn and its heading has had the focus.
pub(crate) fn on_input_later(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || request_animation_frame(move || on_input(&id)));
}
