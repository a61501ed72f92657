use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text for the citizen in one or more languages, keyed by ISO 639 code. Russian is binding and always present (`form::lint`
/// checks it).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl<const N: usize> From<[(&str, &str); N]> for Text {
    fn from(texts: [(&str, &str); N]) -> Self {
        Self(texts.map(|(language, text)| (language.to_owned(), text.to_owned())).into())
    }
}
