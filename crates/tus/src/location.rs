/// Resolves a `Location` against the endpoint (RFC 3986, 5.2). It may be absolute, without a scheme, from the root, or
/// relative. Dot segments stay; the HTTP client removes them.
pub(crate) fn resolve(endpoint: &str, location: &str) -> String {
    let location = location.trim_ascii();
    let endpoint = endpoint.split(['?', '#']).next().unwrap_or_default();
    if has_scheme(location) {
        return location.to_owned();
    }
    let scheme = if has_scheme(endpoint) {
        endpoint.split_inclusive(':').next().unwrap_or_default()
    } else {
        ""
    };
    if location.starts_with("//") {
        return format!("{scheme}{location}");
    }
    let origin = origin(endpoint, scheme);
    if location.starts_with('/') {
        return format!("{origin}{location}");
    }
    let path = endpoint.strip_prefix(origin).unwrap_or_default();
    let folder = path.rfind('/').and_then(|slash| path.get(..=slash)).unwrap_or("/");
    if location.starts_with('?') {
        format!("{origin}{path}{location}")
    } else {
        format!("{origin}{folder}{location}")
    }
}

/// `scheme://authority`, `//authority` or nothing.
fn origin<'a>(endpoint: &'a str, scheme: &str) -> &'a str {
    let Some(authority) = endpoint.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("//"))
    else {
        return "";
    };
    let path = authority.find('/').unwrap_or(authority.len());
    endpoint.get(..endpoint.len() - authority.len() + path).unwrap_or_default()
}

/// Whether the URL begins with a scheme (RFC 3986, 3.1).
fn has_scheme(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_location() {
        for (endpoint, location, url) in [
            ("https://a.ru/api/uploads", "https://b.ru/x", "https://b.ru/x"),
            ("https://a.ru/api/uploads", "//b.ru/x", "https://b.ru/x"),
            ("https://a.ru/api/uploads", "/api/uploads/1", "https://a.ru/api/uploads/1"),
            ("https://a.ru/api/uploads", "uploads/1", "https://a.ru/api/uploads/1"),
            ("https://a.ru/api/uploads/", "1", "https://a.ru/api/uploads/1"),
            ("https://a.ru/api/uploads?x=/y", "1", "https://a.ru/api/1"),
            ("https://a.ru:8080", "1", "https://a.ru:8080/1"),
            ("https://a.ru", "/1", "https://a.ru/1"),
            ("https://a.ru/api/uploads", "?id=1", "https://a.ru/api/uploads?id=1"),
            ("//a.ru/api/uploads", "/1", "//a.ru/1"),
            ("/api/v1/uploads", "/api/v1/uploads/1", "/api/v1/uploads/1"),
            ("/api/v1/uploads", "uploads/1", "/api/v1/uploads/1"),
            ("/api/v1/uploads", "https://b.ru/x", "https://b.ru/x"),
            ("/api/v1/uploads", " /x ", "/x"),
            ("/api/v1/uploads", "uploads/a:b", "/api/v1/uploads/a:b"),
        ] {
            assert_eq!(resolve(endpoint, location), url, "{endpoint} {location}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(endpoint in ".*", location in ".*") {
            let _ = resolve(&endpoint, &location);
        }

        #[test]
        fn never_panics_on_url_like_text(endpoint in "[a:/?#.ё]{0,12}", location in "[a:/?#.ё]{0,12}") {
            let _ = resolve(&endpoint, &location);
        }
    }
}
