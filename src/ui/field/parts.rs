//! The inputs of a passport and of an address, the same in forms and in the profile.

use super::{Entry, Width};
use crate::i18n::tr;
use domain::values::address;
use leptos::ev::ClipboardEvent;
use leptos::prelude::document;
use wasm_bindgen::JsCast as _;

/// Name of the part, hint, entry.
pub(crate) type Part = (&'static str, Option<fn() -> String>, Entry);

/// Dates use the numeric keyboard. On some phones it has no dot, so eight digits without dots are accepted too.
pub(crate) const DATE: Entry = Entry { inputmode: "numeric", width: Width::Short, ..Entry::TEXT };

pub(crate) const PASSPORT: [Part; 4] = [
    ("number", Some(tr::passport::number_hint), Entry::DIGITS),
    ("issued", Some(tr::passport::issued_hint), DATE),
    ("department", Some(tr::passport::department_hint), Entry::DIGITS.width(Width::Short)),
    ("issuer", None, Entry::TEXT),
];

pub(crate) const ADDRESS: [Part; 4] = [
    ("postcode", None, Entry::DIGITS.width(Width::Short).autocomplete("postal-code")),
    ("region", Some(tr::address::region_hint), Entry::TEXT.autocomplete("address-level1")),
    ("place", None, Entry::TEXT.autocomplete("address-level2")),
    ("street", Some(tr::address::street_hint), Entry::TEXT.autocomplete("street-address")),
];

/// The parts of a whole address pasted into one input, in the order of [`ADDRESS`]; empty where it does not say them. `None` if
/// something else is pasted, which then happens as always.
pub(crate) fn pasted_address(event: &ClipboardEvent) -> Option<[String; 4]> {
    let text = event.clipboard_data().and_then(|data| data.get_data("text").ok())?;
    let parts = address::split(&text)?;
    event.prevent_default();
    Some([parts.postcode, parts.region, parts.place, parts.street])
}

/// Replaces the text in an input.
pub(crate) fn show_typed(id: &str, text: &str) {
    if let Some(input) = document().get_element_by_id(id) {
        input.unchecked_into::<web_sys::HtmlInputElement>().set_value(text);
    }
}
