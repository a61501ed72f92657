//! Moving the focus.

use leptos::prelude::{document, request_animation_frame};
use leptos::task::spawn_local;
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
        spawn_local(async move {
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
        let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if is_lost && element.is_some_and(|element| !element.is_connected()) {
            on_heading();
        }
    });
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

/// Draws something anew, and gives the focus back to the link that had it, if the link is still there.
pub(crate) fn keep(draw: impl FnOnce()) {
    let link = current().and_then(|element| element.get_attribute("href"));
    draw();
    let Some(link) = link else { return };
    request_animation_frame(move || {
        let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        let selector = format!("#main a[href=\"{}\"]", link.replace(['"', '\\'], ""));
        if let (true, Ok(Some(link))) = (is_lost, document().query_selector(&selector)) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = link.unchecked_into::<HtmlElement>().focus_with_options(&options);
        }
    });
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
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.unchecked_into::<HtmlElement>().focus_with_options(&options);
}

/// [`on_input`], once the page is drawn and its heading has had the focus.
pub(crate) fn on_input_later(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || request_animation_frame(move || on_input(&id)));
}
