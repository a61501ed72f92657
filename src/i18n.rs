//! The translation layer. `tr` is generated from `locales/<language>/<part>.json` by `build.rs`: one function a text, its
//! parameters as arguments. Only the texts of the chosen language are fetched, each part's with the part; plurals are the
//! browser's own.

pub(crate) mod dates;

pub(crate) mod tr {
    include!(concat!(env!("OUT_DIR"), "/tr.rs"));
}

use crate::platform::{page, storage};
use js_sys::{Intl, Object, Reflect};
use std::cell::OnceCell;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

const LANGUAGE_KEY: &str = "okno.language";

struct Texts {
    table: Object,
    plurals: Intl::PluralRules,
}

thread_local! {
    static TEXTS: OnceCell<Texts> = const { OnceCell::new() };
}

/// Fetches the texts of one part of the app in the chosen language.
///
/// # Errors
/// When they cannot be had.
pub(crate) async fn load(part: &str) -> Result<(), JsValue> {
    let language = language();
    let address = format!("{}{language}-{part}.json", page::assets());
    let answer = JsFuture::from(leptos::prelude::window().fetch_with_str(&address)).await?;
    let answer: web_sys::Response = answer.unchecked_into();
    if !answer.ok() {
        return Err(JsValue::UNDEFINED);
    }
    let table = JsFuture::from(answer.json()?).await?;
    TEXTS.with(|texts| {
        let texts = texts.get_or_init(|| Texts::new(language));
        Object::assign(&texts.table, table.unchecked_ref());
    });
    page::set_language(language);
    Ok(())
}

impl Texts {
    fn new(language: &str) -> Self {
        let languages = js_sys::Array::of1(&language.into());
        Self { table: Object::new(), plurals: Intl::PluralRules::new(&languages, &Object::new()) }
    }
}

/// The chosen language, as ISO 639 code. Russian unless the citizen chose otherwise.
pub(crate) fn language() -> &'static str {
    match storage::get(LANGUAGE_KEY).as_deref() {
        Some("en") => "en",
        _ => "ru",
    }
}

/// Chooses a language for this browser; it holds from the next load of the page.
pub(crate) fn choose(language: &str) {
    storage::set(LANGUAGE_KEY, language);
}

fn entry(key: &str) -> JsValue {
    TEXTS.with(|texts| {
        let table = texts.get().map(|texts| &texts.table);
        table.and_then(|table| Reflect::get(table, &key.into()).ok()).unwrap_or_default()
    })
}

fn text(key: &str) -> String {
    entry(key).as_string().unwrap_or_else(|| key.to_owned())
}

fn filled(key: &str, parameters: &[(&str, &str)]) -> String {
    fill(text(key), parameters)
}

fn plural(key: &str, count: u32, parameters: &[(&str, &str)]) -> String {
    let form = TEXTS.with(|texts| {
        texts.get().map(|texts| texts.plurals.select(f64::from(count))).unwrap_or_default()
    });
    let text = Reflect::get(&entry(key), &form).ok().and_then(|text| text.as_string());
    let text = text.unwrap_or_else(|| key.to_owned());
    fill(fill(text, &[("count", &count.to_string())]), parameters)
}

fn fill(mut text: String, parameters: &[(&str, &str)]) -> String {
    for (name, value) in parameters {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}
