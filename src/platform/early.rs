//! Answers of the API that `scripts/boot.js` asked for while the app was still loading.

use super::clock;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast as _, JsValue};

/// Takes the request to the API for this address, if the page has made it.
pub(crate) fn take(address: &str) -> Option<Promise> {
    take_from(ANSWERS, address)
}

/// Takes the request for this file of the app, if the page has made it.
pub(crate) fn take_file(name: &str) -> Option<Promise> {
    take_from(FILES, name)
}

fn take_from(requests: &str, key: &str) -> Option<Promise> {
    let requests = Reflect::get(&boot(), &requests.into()).ok()?;
    let asked = Reflect::get(&requests, &key.into()).ok()?;
    let _ = Reflect::set(&requests, &key.into(), &JsValue::UNDEFINED);
    asked.is_object().then(|| asked.unchecked_into())
}

/// Fetches what is needed soon after this part into the browser's cache, once there is nothing else to do. `texts` names its file
/// of texts.
pub(crate) fn afterwards(part: &str, texts: &str) {
    let fetch = Reflect::get(&boot(), &"afterwards".into()).unwrap_or_default();
    if let Ok(fetch) = fetch.dyn_into::<Function>() {
        let _ = fetch.call2(&JsValue::UNDEFINED, &part.into(), &texts.into());
    }
}

/// Milliseconds for which a response has waited for the app.
pub(crate) fn waited(response: &JsValue) -> i64 {
    let arrived = Reflect::get(response, &"at".into()).ok().and_then(|at| at.as_f64());
    arrived.map_or(0, clock::ms_since)
}

/// Drops all answers that nobody has taken. They may be out of date after a request that changes something.
pub(crate) fn forget() {
    let _ = Reflect::set(&boot(), &ANSWERS.into(), &Object::new());
}

const ANSWERS: &str = "early";
const FILES: &str = "files";

/// What `scripts/boot.js` offers.
fn boot() -> JsValue {
    Reflect::get(&window(), &"okno".into()).unwrap_or_default()
}
