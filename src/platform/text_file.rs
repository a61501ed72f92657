//! Text files that the page makes itself.

use js_sys::Array;
use leptos::prelude::on_cleanup;
use wasm_bindgen::JsValue;
use web_sys::{Blob, Url};

/// Address of a file with this text, for a link that downloads it, until the owner is disposed.
pub(crate) fn address(text: &str) -> Option<String> {
    // By the mark of the byte order, programs know the encoding.
    let parts = Array::of1(&JsValue::from_str(&format!("\u{feff}{text}")));
    let file = Blob::new_with_str_sequence(&parts).ok()?;
    let address = Url::create_object_url_with_blob(&file).ok()?;
    let made = address.clone();
    on_cleanup(move || {
        let _ = Url::revoke_object_url(&made);
    });
    Some(address)
}
