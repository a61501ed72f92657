//! The document around the app.

use js_sys::Promise;
use leptos::prelude::{document, on_cleanup, window, window_event_listener_untyped};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// The folder of this release's files, with a slash at its end.
pub(crate) fn assets() -> String {
    root_attribute("data-assets").unwrap_or_else(|| "/".to_owned())
}

/// The base of the API, from `public/config.json`.
pub(crate) fn api() -> String {
    root_attribute("data-api").unwrap_or_else(|| "/api/v1".to_owned())
}

/// The phone of the bureau, from `public/config.json`.
pub(crate) fn support_phone() -> String {
    root_attribute("data-phone").unwrap_or_default()
}

/// The e-mail of the bureau, from `public/config.json`.
pub(crate) fn support_email() -> String {
    root_attribute("data-email").unwrap_or_default()
}

pub(crate) fn set_language(language: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", language);
    }
}

/// Adds a sheet of this release to the page, once.
///
/// # Errors
/// When it cannot be had.
pub(crate) async fn add_sheet(name: &str) -> Result<(), JsValue> {
    let document = document();
    if document.query_selector(&format!("link[href$=\"/{name}\"]"))?.is_some() {
        return Ok(());
    }
    let link: HtmlElement = document.create_element("link")?.unchecked_into();
    link.set_attribute("rel", "stylesheet")?;
    link.set_attribute("href", &format!("{}{name}", assets()))?;
    let loaded = Promise::new(&mut |resolve, reject| {
        link.set_onload(Some(&resolve));
        link.set_onerror(Some(&reject));
    });
    if let Some(head) = document.head() {
        head.append_child(&link)?;
    }
    JsFuture::from(loaded).await.map(|_| ()).inspect_err(|_| link.remove())
}

/// Opens an address afresh: nothing of this page is kept.
pub(crate) fn open(address: &str) {
    let _ = window().location().assign(address);
}

pub(crate) fn reload() {
    let _ = window().location().reload();
}

fn root_attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// Runs `act` when the page goes out of sight, which on a phone may be the last that is heard of it.
pub(crate) fn on_hidden(act: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("visibilitychange", move |_| {
        if document().hidden() {
            act();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Runs `act` when the page comes into sight again.
pub(crate) fn on_visible(act: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("visibilitychange", move |_| {
        if !document().hidden() {
            act();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Runs `act` when the page comes back from the back-forward cache.
pub(crate) fn on_restored(act: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("pageshow", move |event| {
        let persisted = js_sys::Reflect::get(&event, &"persisted".into());
        if persisted.is_ok_and(|persisted| persisted.is_truthy()) {
            act();
        }
    });
    on_cleanup(move || handle.remove());
}
