//! The clipboard of the device.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::Clipboard;

/// A browser gives it to pages that came over HTTPS.
pub(crate) fn is_there() -> bool {
    !clipboard().is_undefined()
}

/// Puts a text there; `done` hears whether it is.
pub(crate) fn write(text: &str, done: impl FnOnce(bool) + 'static) {
    // It is called once: with nothing, or with an error.
    let told = Closure::once(move |error: JsValue| done(error.is_undefined()));
    let _ = clipboard().write_text(text).then2(&told, &told);
    told.forget();
}

fn clipboard() -> Clipboard {
    window().navigator().clipboard()
}
