//! The clipboard of the device.

use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

/// A browser gives it to pages that came over HTTPS.
pub(crate) fn is_there() -> bool {
    !clipboard().is_undefined()
}

/// Puts a text there; `done` hears whether it is.
pub(crate) fn write(text: &str, done: impl FnOnce(bool) + 'static) {
    let written = JsFuture::from(clipboard().write_text(text));
    spawn_local(async move { done(written.await.is_ok()) });
}

fn clipboard() -> Clipboard {
    window().navigator().clipboard()
}
