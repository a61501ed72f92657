//! Preferences of this browser. Nothing about the citizen or the case may be kept here.

use leptos::prelude::window;
use web_sys::Storage;

/// The value of `key`; `None` also where the browser forbids storage.
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

fn local() -> Option<Storage> {
    window().local_storage().ok()?
}
