//! The clipboard.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::Clipboard;

/// Whether there is a clipboard. Browsers offer it only to pages that came over HTTPS.
pub(crate) fn is_there() -> bool {
    !clipboard().is_undefined()
}

/// Copies `text`, then calls `done` with whether that worked.
pub(crate) fn write(text: &str, done: impl FnOnce(bool) + 'static) {
    // The promise calls it once: with `undefined` on success, with an error otherwise.
    let settled = Closure::once(move |error: JsValue| done(error.is_undefined()));
    let _ = clipboard().write_text(text).then2(&settled, &settled);
    settled.forget();
}

fn clipboard() -> Clipboard {
    window().navigator().clipboard()
}
