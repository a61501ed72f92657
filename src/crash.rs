//! The crash screen: it stands in `index.html`, so that it needs nothing of the app to be shown.

use leptos::prelude::document;
use wasm_bindgen::JsCast as _;

/// Shows the crash screen when the app panics; a panic has no other way out of wasm.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|panic| {
        // The message of a panic may quote a value; its place does not.
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        web_sys::console::error_2(&"panic".into(), &place.into());
        show();
    }));
}

/// Replaces everything on the page by the crash screen.
pub(crate) fn show() {
    remove_shell();
    let body = document().body();
    let children = body.iter().flat_map(|body| {
        let children = body.children();
        (0..children.length()).filter_map(move |index| children.item(index))
    });
    for child in children.collect::<Vec<_>>() {
        let _ = child.toggle_attribute_with_force("hidden", child.id() != "crash");
    }
    if let Ok(Some(heading)) = document().query_selector("#crash h1") {
        let _ = heading.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// Takes the static shell away, when the app or the crash screen is ready to stand in its place.
pub(crate) fn remove_shell() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
}
