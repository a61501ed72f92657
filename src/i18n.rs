//! The translation layer.
//!
//! `build.rs` generates `tr` from `locales/<language>/<part>.json`: a function per text, or a struct if two parameters could be
//! confused. The app fetches only the texts of the chosen language, those of a part together with the part. The browser
//! selects plural forms.

pub(crate) mod dates;
pub(crate) mod letters;
pub(crate) mod parts;
pub(crate) mod wrong;

pub(crate) mod tr {
    include!(concat!(env!("OUT_DIR"), "/tr.rs"));
}

use crate::platform::{clock, early, page, storage};
use js_sys::{Intl, Object, Promise, Reflect};
use std::cell::{Cell, OnceCell, RefCell};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit};

const LANGUAGE_KEY: &str = "okno.language";

/// Attempts to fetch texts, and the time limit of each in ms.
const TRIES: u32 = 3;
const TIME_LIMIT: u32 = 20_000;

struct Texts {
    /// Files that are here.
    files: RefCell<Vec<String>>,
    table: Object,
    plurals: Intl::PluralRules,
}

thread_local! {
    static TEXTS: OnceCell<Texts> = const { OnceCell::new() };
    static LANGUAGE: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Fetches the texts of one part of the app in the chosen language, unless they are here.
///
/// # Errors
/// All attempts have failed.
pub(crate) async fn load(part: &str) -> Result<(), JsValue> {
    let name = format!("{}-{part}.json", language());
    let is_here = |texts: &OnceCell<Texts>| {
        texts.get().is_some_and(|texts| texts.files.borrow().contains(&name))
    };
    if TEXTS.with(is_here) {
        return Ok(());
    }
    let mut fetched = Err(JsValue::UNDEFINED);
    for attempt in 0..TRIES {
        clock::wait(attempt * 1_000).await;
        fetched = fetch(&name, attempt > 0).await;
        if fetched.is_ok() {
            break;
        }
    }
    let table = fetched?;
    TEXTS.with(|texts| {
        let texts = texts.get_or_init(|| Texts::new(language()));
        Object::assign(&texts.table, table.unchecked_ref());
        texts.files.borrow_mut().push(name);
    });
    Ok(())
}

/// `anew`: bypasses the browser's cache, which may hold a damaged copy for ever.
async fn fetch(name: &str, anew: bool) -> Result<JsValue, JsValue> {
    let asked = match early::take_file(name) {
        Some(asked) if !anew => asked,
        _ => request(name, anew)?,
    };
    let answer: web_sys::Response = JsFuture::from(asked).await?.unchecked_into();
    if !answer.ok() {
        return Err(JsValue::UNDEFINED);
    }
    JsFuture::from(answer.json()?).await
}

fn request(name: &str, anew: bool) -> Result<Promise, JsValue> {
    let init = RequestInit::new();
    if anew {
        Reflect::set(&init, &"cache".into(), &"reload".into())?;
    }
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIME_LIMIT)));
    let address = page::assets() + name;
    Ok(leptos::prelude::window().fetch_with_str_and_init(&address, &init))
}

impl Texts {
    fn new(language: &str) -> Self {
        let languages = js_sys::Array::of1(&language.into());
        Self {
            files: RefCell::default(),
            table: Object::new(),
            plurals: Intl::PluralRules::new(&languages, &Object::new()),
        }
    }
}

/// The chosen language as an ISO 639 code; Russian by default. Does not change until the page is reloaded, even if another tab
/// chooses another language.
pub(crate) fn language() -> &'static str {
    LANGUAGE.get().unwrap_or_else(|| {
        let language = match storage::get(LANGUAGE_KEY).as_deref() {
            Some("en") => "en",
            _ => "ru",
        };
        LANGUAGE.set(Some(language));
        language
    })
}

/// Chooses a language for this browser. Takes effect when the page is loaded again.
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
    fill(&text(key), "", parameters)
}

fn plural(key: &str, count: u32, parameters: &[(&str, &str)]) -> String {
    let form = TEXTS.with(|texts| {
        texts.get().map(|texts| texts.plurals.select(f64::from(count))).unwrap_or_default()
    });
    let text = Reflect::get(&entry(key), &form).ok().and_then(|text| text.as_string());
    let text = text.unwrap_or_else(|| key.to_owned());
    fill(&text, &count.to_string(), parameters)
}

/// Replaces each `{name}` by its value, and any other name by `count`. Braces inside a value are left alone.
fn fill(text: &str, count: &str, parameters: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{')
        && let Some((name, after)) = after.split_once('}')
    {
        let known = parameters.iter().find(|(known, _)| *known == name);
        filled += before;
        filled += known.map_or(count, |(_, value)| value);
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_take_the_place_of_names_once() {
        let filled = |text| fill(text, "7", &[("day", "{month}"), ("month", "мая")]);
        assert_eq!(filled("{day} {month}: {count} мест, {day}"), "{month} мая: 7 мест, {month}");
        assert_eq!(filled("ничего"), "ничего");
        assert_eq!(filled("открыто { и всё"), "открыто { и всё");
    }
}
