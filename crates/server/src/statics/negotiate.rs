use axum::http::{HeaderMap, HeaderName, header};

/// Whether `Accept-Encoding` (RFC 9110, 12.5.3) names `coding` with a weight above zero.
pub(super) fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    names(headers, header::ACCEPT_ENCODING, coding)
}

/// Whether a browser navigates to this address: then `Accept` names `text/html`.
pub(super) fn navigates(headers: &HeaderMap) -> bool {
    names(headers, header::ACCEPT, "text/html")
}

fn names(headers: &HeaderMap, header: HeaderName, what: &str) -> bool {
    let accepted = headers.get_all(header).iter();
    accepted.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(
        |item| {
            let mut parts = item.split(';').map(str::trim);
            let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(what));
            let weight = parts.find_map(|part| part.strip_prefix("q="));
            named
                && weight
                    .is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_browser_that_navigates_names_pages() {
        for (header, navigates) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true),
            ("*/*", false),
            ("image/avif,image/webp,*/*;q=0.8", false),
            ("application/json", false),
        ] {
            let headers =
                HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(header))]);
            assert_eq!(super::navigates(&headers), navigates, "{header}");
        }
        assert!(!super::navigates(&HeaderMap::new()));
    }

    #[test]
    fn a_coding_is_named_or_not() {
        for (header, accepted) in [
            ("gzip, deflate, br, zstd", true),
            ("BR", true),
            ("br;q=0.1", true),
            ("br;q=0", false),
            ("gzip", false),
            ("brotli", false),
            ("*", false),
            ("", false),
        ] {
            let headers =
                HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(header))]);
            assert_eq!(accepts(&headers, "br"), accepted, "{header}");
        }
    }
}
