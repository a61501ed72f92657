//! Randomness of the browser.

/// A new random id (UUID v4).
pub(crate) fn id() -> String {
    let crypto = leptos::prelude::window().crypto();
    crypto.map(|crypto| crypto.random_uuid()).unwrap_or_default()
}

/// A number from 0 to 1, for waits that must not fall together.
pub(crate) fn jitter() -> f64 {
    js_sys::Math::random()
}
