//! `If-Match`, `If-None-Match` (RFC 9110) and `Idempotency-Key`.

use crate::fail::{Fail, Result};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use domain::wire::problem::ProblemCode;

pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The strong `ETag` of a version: the number in quotes.
pub(crate) fn version_tag(version: u32) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Checks that `If-Match` names `version`: 428 without the header, 412 with another version.
pub(crate) fn check_version(headers: &HeaderMap, version: u32) -> Result<()> {
    check_tag(headers, &version.to_string())
}

/// Checks that `If-Match` names `tag` in quotes: 428 without the header, 412 with another tag.
pub(crate) fn check_tag(headers: &HeaderMap, tag: &str) -> Result<()> {
    let expected = headers.get(header::IF_MATCH).ok_or(ProblemCode::PreconditionRequired)?;
    let current = format!("\"{tag}\"");
    let matches = expected
        .to_str()
        .is_ok_and(|tags| tags.split(',').any(|tag| tag.trim() == "*" || tag.trim() == current));
    if matches { Ok(()) } else { Err(ProblemCode::Conflict.into()) }
}

/// Whether the client's copy is current: `If-None-Match` names `tag`, which includes its quotes.
pub(crate) fn is_fresh(headers: &HeaderMap, tag: &str) -> bool {
    let Some(tags) = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    tags.split(',')
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|other| other == "*" || other == tag)
}

/// The `Idempotency-Key`, if the request has one; 400 unless it is 1 to 255 printable characters.
pub(crate) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>> {
    let Some(key) = headers.get(IDEMPOTENCY_KEY) else { return Ok(None) };
    match key.to_str() {
        Ok(key) if (1..=255).contains(&key.len()) => Ok(Some(key.to_owned())),
        _ => Err(Fail::Code(ProblemCode::Malformed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_version_matches_strongly() {
        for (sent, matches) in
            [("\"3\"", true), ("\"2\", \"3\"", true), ("*", true), ("3", false), ("W/\"3\"", false)]
        {
            let result = check_version(&with(header::IF_MATCH, sent), 3);
            assert_eq!(result.is_ok(), matches, "{sent}");
        }
        assert_eq!(check_version(&HeaderMap::new(), 3).unwrap_err().problem().status, 428);
        let stale = check_version(&with(header::IF_MATCH, "\"2\""), 3).unwrap_err();
        assert_eq!(stale.problem().status, 412);
    }

    #[test]
    fn a_copy_matches_weakly() {
        assert!(is_fresh(&with(header::IF_NONE_MATCH, "W/\"a\", \"b\""), "\"a\""));
        assert!(!is_fresh(&with(header::IF_NONE_MATCH, "\"c\""), "\"a\""));
        assert!(!is_fresh(&HeaderMap::new(), "\"a\""));
    }
}
