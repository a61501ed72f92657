//! Time in the browser.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since 1970 by the clock of this device.
pub(crate) fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Waits for `ms` milliseconds; at once for 0.
pub(crate) async fn wait(ms: u32) {
    if ms == 0 {
        return;
    }
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(promise).await;
}
