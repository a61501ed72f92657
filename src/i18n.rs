//! The translation layer. `tr` is generated from `locales/<language>/<part>.json` by `build.rs`: one function a text, or a
//! struct where there are parameters to mix up. Only the texts of the chosen language are fetched, each part's with the part; plurals are the
//! browser's own.

pub(crate) mod dates;

pub(crate) mod tr {
    include!(concat!(env!("OUT_DIR"), "/tr.rs"));
}

use crate::platform::{clock, page, storage};
use js_sys::{Intl, Object, Reflect};
use std::cell::{Cell, OnceCell};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit};

const LANGUAGE_KEY: &str = "okno.language";

/// How often texts are asked for, and after how many milliseconds they are asked for anew.
const TRIES: u32 = 3;
const TIME_LIMIT: u32 = 20_000;

struct Texts {
    table: Object,
    plurals: Intl::PluralRules,
}

thread_local! {
    static TEXTS: OnceCell<Texts> = const { OnceCell::new() };
    static LANGUAGE: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Fetches the texts of one part of the app in the chosen language.
///
/// # Errors
/// When they cannot be had.
pub(crate) async fn load(part: &str) -> Result<(), JsValue> {
    let address = format!("{}{}-{part}.json", page::assets(), language());
    let mut fetched = Err(JsValue::UNDEFINED);
    for attempt in 0..TRIES {
        clock::wait(attempt * 1_000).await;
        fetched = fetch(&address, attempt > 0).await;
        if fetched.is_ok() {
            break;
        }
    }
    let table = fetched?;
    TEXTS.with(|texts| {
        let texts = texts.get_or_init(|| Texts::new(language()));
        Object::assign(&texts.table, table.unchecked_ref());
    });
    Ok(())
}

/// `anew`: past the cache, where a damaged copy would stay for good.
async fn fetch(address: &str, anew: bool) -> Result<JsValue, JsValue> {
    let init = RequestInit::new();
    if anew {
        Reflect::set(&init, &"cache".into(), &"reload".into())?;
    }
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIME_LIMIT)));
    let asked = leptos::prelude::window().fetch_with_str_and_init(address, &init);
    let answer: web_sys::Response = JsFuture::from(asked).await?.unchecked_into();
    if !answer.ok() {
        return Err(JsValue::UNDEFINED);
    }
    JsFuture::from(answer.json()?).await
}

impl Texts {
    fn new(language: &str) -> Self {
        let languages = js_sys::Array::of1(&language.into());
        Self { table: Object::new(), plurals: Intl::PluralRules::new(&languages, &Object::new()) }
    }
}

/// The chosen language, as ISO 639 code. Russian unless the citizen chose otherwise. It stays what it was when the page was
/// opened: another tab may choose another.
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

/// Puts values in the place of their names, `{count}` among them. What looks like a name within a value stays.
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
