//! Random ids and numbers.

/// A new random id (UUID v4).
pub(crate) fn id() -> String {
    let crypto = leptos::prelude::window().crypto();
    crypto.map(|crypto| crypto.random_uuid()).unwrap_or_default()
}

/// A random number from 0 to 1, so that many clients do not retry at the same moment.
pub(crate) fn jitter() -> f64 {
    js_sys::Math::random()
}
