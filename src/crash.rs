//! Error screens for when the app cannot run. scripts/boot.js draws them, so they work without the app.

use js_sys::{Function, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};

/// Shows the crash screen when the app panics. Code in wasm cannot catch a panic, so a hook has to do it.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|panic| {
        // Log only the location: the message of a panic may quote a value, for example an answer.
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        web_sys::console::error_2(&"panic".into(), &place.into());
        show();
    }));
}

/// Replaces everything on the page by the crash screen.
pub(crate) fn show() {
    call("crash");
}

/// Reports that the app did not load completely. boot.js tells the citizen what to do and retries.
pub(crate) fn did_not_load() {
    call("fail");
}

/// Removes the static shell once the app is ready to replace it.
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
