//! Error screens for when the app cannot run. scripts/boot.js draws them, so they work without the app; it also sees a panic,
//! which ends the app by a trap (docs/decisions/0016).

use crate::platform::focus;
use js_sys::{Function, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};

/// Replaces everything on the page by the crash screen.
pub(crate) fn show() {
    call("crash");
}

/// Reports that the app did not load completely. boot.js tells the citizen what to do and retries.
pub(crate) fn did_not_load() {
    call("fail");
}

/// Draws the app in place of the static shell. The link that had the focus has it again.
pub(crate) fn replace_shell(draw: impl FnOnce()) {
    focus::keep(|| {
        if let Some(shell) = document().get_element_by_id("shell") {
            shell.remove();
        }
        draw();
    });
}

fn call(name: &str) {
    let boot = Reflect::get(&window(), &"okno".into());
    let act = boot.and_then(|boot| Reflect::get(&boot, &name.into()));
    if let Ok(act) = act.and_then(JsCast::dyn_into::<Function>) {
        let _ = act.call0(&JsValue::UNDEFINED);
    }
}
