//! What is shown when there is no app: scripts/boot.js shows it, so that it needs nothing of the app.

use js_sys::{Function, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};

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
    call("crash");
}

/// The app did not arrive as a whole: what to do is said in its place, and it is tried again.
pub(crate) fn did_not_load() {
    call("fail");
}

/// Takes the static shell away, when the app is ready to stand in its place.
pub(crate) fn remove_shell() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
}

fn call(name: &str) {
    let boot = Reflect::get(&window(), &"okno".into());
    let act = boot.and_then(|boot| Reflect::get(&boot, &name.into()));
    if let Ok(act) = act.and_then(JsCast::dyn_into::<Function>) {
        let _ = act.call0(&JsValue::UNDEFINED);
    }
}
