//! Reads JSON into the types of the API. The browser parses the text; serde's derives then read the parsed value.
//!
//! `serde_json` would make the app larger: it compiles its deserializer for every type, with error texts that nobody reads.
//! This one finds fields and variants by index and has a single error (docs/decisions/0007). It supports only what the API
//! uses: no floating-point numbers, tuples, aliases, flattened or internally tagged types; whole numbers up to 2⁵³. It skips
//! unknown members.

mod node;
mod reader;
#[cfg(test)]
mod tests;

use js_sys::JSON;
use reader::Reader;
use serde::de::{self, DeserializeOwned};

/// Reads a value of the type `T`.
///
/// # Errors
/// The text is not JSON, or does not fit `T`.
pub(crate) fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Wrong> {
    let parsed = JSON::parse(text).map_err(|_| Wrong)?;
    T::deserialize(Reader(parsed))
}

/// Not JSON, or not of the type asked for.
#[derive(Debug)]
pub(crate) struct Wrong;

impl std::fmt::Display for Wrong {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}
