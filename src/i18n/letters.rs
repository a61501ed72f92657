//! Letter case. The browser converts, because Rust's own Unicode tables would add 5 kB to nearly every part of the app.

/// «декабрь 2026» → «Декабрь 2026».
pub(crate) fn capitalized(text: &str) -> String {
    with_first(text, upper)
}

/// Lower-cases the first letter for use inside a sentence: «пандус», but «МРТ».
pub(crate) fn in_sentence(text: &str) -> String {
    let second = text.chars().nth(1).map(String::from);
    let is_word = second.is_some_and(|second| second.trim().is_empty() || upper(&second) != second);
    if is_word { with_first(text, lower) } else { text.to_owned() }
}

fn with_first(text: &str, convert: fn(&str) -> String) -> String {
    let end = text.chars().next().map_or(0, char::len_utf8);
    let (first, rest) = text.split_at_checked(end).unwrap_or_default();
    convert(first) + rest
}

#[cfg(target_arch = "wasm32")]
pub(crate) fn lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

#[cfg(target_arch = "wasm32")]
fn upper(text: &str) -> String {
    js_sys::JsString::from(text).to_upper_case().into()
}

/// For unit tests, which run without a browser.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn lower(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(not(target_arch = "wasm32"))]
fn upper(text: &str) -> String {
    text.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::{capitalized, in_sentence};

    #[test]
    fn abbreviations_keep_their_capitals() {
        let words = ["Пандус", "МРТ", "В понедельник", "К", "Ёлка", ""];
        assert_eq!(words.map(in_sentence), ["пандус", "МРТ", "в понедельник", "К", "ёлка", ""]);
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        let words = ["декабрь 2026", "ёлка", "1 декабря", ""];
        assert_eq!(words.map(capitalized), ["Декабрь 2026", "Ёлка", "1 декабря", ""]);
    }
}
