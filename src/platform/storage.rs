//! Local storage of this browser, and the storage of this tab. Data about the citizen or the case must be sealed (encrypted) before it is stored here.

use super::listen::listen;
use js_sys::Reflect;
use leptos::prelude::window;
use web_sys::{Event, Storage};

/// The value of `key`; also `None` if the browser forbids storage.
pub(crate) fn get(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

pub(crate) fn set(key: &str, value: &str) {
    if let Some(storage) = local() {
        let _ = storage.set_item(key, value);
    }
}

pub(crate) fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(key);
    }
}

pub(crate) fn keys() -> Vec<String> {
    let Some(storage) = local() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    (0..count).filter_map(|index| storage.key(index).ok()?).collect()
}

/// Runs `act` with the new and the old value when another tab changes `key`, until the owner is disposed.
pub(crate) fn on_change(key: &str, act: impl Fn(Option<&str>, Option<&str>) + 'static) {
    changes(key.to_owned(), Box::new(act));
}

/// Called with the new and the old value.
type Changed = dyn Fn(Option<&str>, Option<&str>);

/// Takes a boxed closure, so that this is compiled once.
fn changes(key: String, act: Box<Changed>) {
    let on_change = move |event: &Event| {
        let text = |name: &str| Reflect::get(event, &name.into()).ok()?.as_string();
        if text("key").as_deref() == Some(key.as_str()) {
            act(text("newValue").as_deref(), text("oldValue").as_deref());
        }
    };
    listen("storage", Box::new(on_change));
}

/// Whether the browser claims to keep cookies. It may drop them nevertheless.
pub(crate) fn keeps_cookies() -> bool {
    // web_sys has no getter for it.
    let keeps = Reflect::get(&window().navigator(), &"cookieEnabled".into());
    keeps.is_ok_and(|keeps| keeps.is_truthy())
}

/// The value of `key` in the storage of this tab, which ends with the tab.
pub(super) fn get_in_tab(key: &str) -> Option<String> {
    tab()?.get_item(key).ok()?
}

pub(super) fn set_in_tab(key: &str, value: &str) {
    if let Some(storage) = tab() {
        let _ = storage.set_item(key, value);
    }
}

pub(super) fn remove_in_tab(key: &str) {
    if let Some(storage) = tab() {
        let _ = storage.remove_item(key);
    }
}

fn tab() -> Option<Storage> {
    window().session_storage().ok()?
}

fn local() -> Option<Storage> {
    window().local_storage().ok()?
}
