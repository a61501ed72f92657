use super::FieldError;
use super::check::field::plain;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text for the citizen in one or more languages, keyed by ISO 639 code. Russian is binding and always present (`form::lint`
/// checks it).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Text(BTreeMap<String, String>);

impl Text {
    /// The text in `language`, else in Russian, else empty.
    pub fn get(&self, language: &str) -> &str {
        let Self(texts) = self;
        texts.get(language).or_else(|| texts.get("ru")).map_or("", String::as_str)
    }

    /// Whether `language` has a text of its own that is not blank.
    pub fn has(&self, language: &str) -> bool {
        self.0.get(language).is_some_and(|text| !text.trim().is_empty())
    }

    /// The text without blank ends and blank translations.
    ///
    /// # Errors
    /// The first of `languages`, which is binding, is missing; another language than these; more than `max` characters in one of
    /// them, or such that cannot be printed.
    pub fn checked(&self, languages: &[&str], max: u32) -> Result<Self, FieldError> {
        let binding = languages.first().copied().unwrap_or_default();
        if !self.has(binding) {
            return Err(FieldError::Missing);
        }
        if !self.0.keys().all(|language| languages.contains(&language.as_str())) {
            return Err(FieldError::NotOffered);
        }
        let texts =
            self.0.iter().map(|(language, text)| Ok((language.clone(), plain(text.trim(), max)?)));
        let mut texts = texts.collect::<Result<BTreeMap<_, _>, FieldError>>()?;
        texts.retain(|_, text| !text.is_empty());
        Ok(Self(texts))
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Text {
    fn from(texts: [(&str, &str); N]) -> Self {
        Self(texts.map(|(language, text)| (language.to_owned(), text.to_owned())).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_checked_in_each_language() {
        let check = |text: Text| text.checked(&["ru", "en"], 5);
        let words = Text::from([("ru", " да "), ("en", " ")]);
        assert_eq!(check(words), Ok(Text::from([("ru", "да")])));
        assert_eq!(check(Text::from([("en", "yes")])), Err(FieldError::Missing));
        assert_eq!(check(Text::from([("ru", "да"), ("de", "ja")])), Err(FieldError::NotOffered));
        let long = Text::from([("ru", "да"), ("en", "certainly")]);
        assert_eq!(check(long), Err(FieldError::TooLong { limit: 5, by: 4 }));
        assert_eq!(check(Text::from([("ru", "а\u{202E}б")])), Err(FieldError::Unprintable));
    }
}
