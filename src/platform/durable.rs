//! A key-value store that the browser writes to disk at once, unlike local storage. Callers seal (encrypt) the texts.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/platform/late.js")]
extern "C" {
    /// Stores `text` under `key`. Without a text, deletes every key that begins with `key`.
    pub(crate) fn put(key: &str, text: Option<&str>);

    #[wasm_bindgen(js_name = all)]
    fn texts() -> Promise;
}

/// All keys and their texts; empty if the browser does not answer within a second, or the store does not come in five.
pub(crate) async fn all() -> Vec<(String, String)> {
    let texts = JsFuture::from(texts()).await.unwrap_or_default();
    let texts: Vec<_> = Array::from(&texts).iter().filter_map(|text| text.as_string()).collect();
    let (pairs, _) = texts.as_chunks::<2>();
    pairs.iter().cloned().map(<(String, String)>::from).collect()
}
