//! Reads JSON into the types of the contract: the browser parses, and serde's derives walk over what it made.
//!
//! `serde_json` would do it too. But its deserializer is compiled once for every type, with texts for errors that nobody
//! reads; this one knows fields and variants by their index and has one error (docs/decisions/0007). It reads what the
//! contract has: no floating-point numbers, tuples, aliases, flattened or internally tagged types; whole numbers up to 2⁵³.
//! Unknown members are skipped.

mod node;
mod reader;
#[cfg(test)]
mod tests;

use js_sys::JSON;
use reader::Reader;
use serde::de::{self, DeserializeOwned};

/// Reads a value of the contract.
///
/// # Errors
/// It is not JSON, or not that value.
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
