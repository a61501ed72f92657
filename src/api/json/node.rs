use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// A parsed JSON value: a `JsValue` in the app, `serde_json`'s in the tests, which run without a browser.
pub(super) trait Node: Sized {
    fn text(&self) -> Option<String>;
    fn number(&self) -> Option<f64>;
    fn truth(&self) -> Option<bool>;
    fn is_null(&self) -> bool;
    fn is_list(&self) -> bool;
    /// Whether it has members; a list has none.
    fn is_object(&self) -> bool;
    /// How many items a list has.
    fn len(&self) -> u32;
    /// An item of a list; `index` must be below [`len`](Self::len).
    fn item(&self, index: u32) -> Self;
    /// The members of an object, as a list of `[name, value]` lists.
    fn members(&self) -> Self;
    fn member(&self, name: &str) -> Option<Self>;
}

impl Node for JsValue {
    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }

    fn is_null(&self) -> bool {
        JsValue::is_null(self)
    }

    fn is_list(&self) -> bool {
        Array::is_array(self)
    }

    fn is_object(&self) -> bool {
        JsValue::is_object(self) && !self.is_list()
    }

    fn len(&self) -> u32 {
        self.unchecked_ref::<Array>().length()
    }

    fn item(&self, index: u32) -> Self {
        self.unchecked_ref::<Array>().get(index)
    }

    fn members(&self) -> Self {
        Object::entries(self.unchecked_ref()).into()
    }

    fn member(&self, name: &str) -> Option<Self> {
        Reflect::get(self, &name.into()).ok().filter(|value| !value.is_undefined())
    }
}
