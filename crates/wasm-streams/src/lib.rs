//! Stands in for the crate `wasm-streams` (docs/decisions/0018).
//!
//! Leptos names it for server functions that send and receive streams. Okno has none, but the real crate exports classes to
//! JavaScript, and what is exported stays in the app. Here is only what leptos needs to compile.

use futures::stream::{Empty, Stream, empty};
use wasm_bindgen::JsValue;

/// A stream of the browser.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Wraps a stream of the browser.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// # Panics
    /// Always.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        unreachable!("Okno has no server functions")
    }

    /// The stream of the browser.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// An empty stream, whatever the browser's has.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
