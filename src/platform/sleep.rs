//! A wait that can be cut short.

use leptos::prelude::window;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;

/// One pause at a time; clones share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sleep(Rc<RefCell<Option<js_sys::Function>>>);

impl Sleep {
    /// Waits for `ms` milliseconds or until [`wake`](Self::wake) is called.
    pub(crate) async fn sleep(&self, ms: u32) {
        let promise = js_sys::Promise::new(&mut |resolve, _| {
            let ms = i32::try_from(ms).unwrap_or(i32::MAX);
            let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
            self.0.replace(Some(resolve));
        });
        let _ = JsFuture::from(promise).await;
    }

    pub(crate) fn wake(&self) {
        if let Some(resolve) = self.0.take() {
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    }
}
