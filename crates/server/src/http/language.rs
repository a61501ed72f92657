use axum::extract::FromRequestParts;
use axum::http::{header, request::Parts};
use std::convert::Infallible;

/// Languages in which services exist; the first one is binding.
pub(crate) const LANGUAGES: [&str; 2] = ["ru", "en"];

/// The language that the citizen prefers among [`LANGUAGES`], from `Accept-Language` (RFC 9110); Russian without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language(pub(crate) &'static str);

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
        Ok(Self::preferred(accepted.unwrap_or_default()))
    }
}

impl Language {
    fn preferred(accepted: &str) -> Self {
        let mut best = (LANGUAGES[0], 0.0);
        for range in accepted.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |weight| weight.parse::<f32>().unwrap_or(0.0));
            let primary = tag.split('-').next().unwrap_or_default();
            let supported =
                LANGUAGES.iter().find(|language| language.eq_ignore_ascii_case(primary));
            if let Some(language) = supported.filter(|_| weight > best.1) {
                best = (language, weight);
            }
        }
        Self(best.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_known_language_wins() {
        for (accepted, language) in [
            ("", "ru"),
            ("en", "en"),
            ("en-GB,en;q=0.9", "en"),
            ("ru;q=0.4, en;q=0.8", "en"),
            ("de, ru;q=0.5", "ru"),
            ("tt", "ru"),
            ("en;q=0", "ru"),
            ("en;q=x,;;;=,", "ru"),
        ] {
            assert_eq!(Language::preferred(accepted).0, language, "{accepted}");
        }
    }
}
