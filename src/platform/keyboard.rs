//! The state of the keyboard.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast as _;
use web_sys::Event;

/// Whether Caps Lock is on, as far as the event of a key tells. Autofill sends such events without any key, and some browsers have
/// nothing to ask.
pub(crate) fn has_caps_lock(event: &Event) -> bool {
    let ask = Reflect::get(event, &"getModifierState".into()).unwrap_or_default();
    let Ok(ask) = ask.dyn_into::<Function>() else { return false };
    ask.call1(event, &"CapsLock".into()).is_ok_and(|is_on| is_on.is_truthy())
}
