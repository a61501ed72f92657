//! Serves the built app: the files of `dist`, compressed if the build has left `.br` and `.gz` files beside them, and
//! `index.html` for every address of the app.

mod csp;
mod media;
mod negotiate;
mod store;

use crate::fail::{Fail, Result};
use crate::http::precondition::is_fresh;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::problem::ProblemCode;
use std::path::PathBuf;
use store::{File, Store};

const INDEX: &str = "index.html";

/// For all others. A proxy that changes the page breaks it: its scripts and styles have hashes in the policy.
const REVALIDATED: HeaderValue = HeaderValue::from_static("no-cache, no-transform");

/// For files under `/a/<hash>/`: their address changes with their content.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

#[derive(Debug)]
pub(crate) struct Site {
    store: Store,
}

impl Site {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { store: Store::new(root) }
    }

    /// The response to a GET or HEAD.
    pub(crate) async fn respond(&self, path: &str, headers: &HeaderMap) -> Response {
        match self.find(path, headers).await {
            Ok(response) => response,
            Err(fail) => fail.into_response(),
        }
    }

    async fn find(&self, path: &str, headers: &HeaderMap) -> Result<Response> {
        let plain = plain(path).filter(|path| path != csp::FILE);
        if let Some(path) = &plain
            && let Some(response) = self.file(path, headers).await?
        {
            return Ok(response);
        }
        let is_plain = plain.as_ref().is_some_and(|path| !last(path).contains('.'));
        let is_missing = is_asset(plain.as_deref().unwrap_or(path));
        if !is_plain && (is_missing || !negotiate::navigates(headers)) {
            return Err(ProblemCode::NotFound.into());
        }
        let mut page = self.file(INDEX, headers).await?.ok_or(ProblemCode::NotFound)?;
        if !is_plain {
            // Somebody has opened a strange address in the browser: the app says in words what is wrong with it.
            page.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
        }
        Ok(page)
    }

    async fn file(&self, path: &str, headers: &HeaderMap) -> Result<Option<Response>> {
        let Some((file, coding)) = self.representation(path, headers).await? else {
            return Ok(None);
        };
        let mut response = if is_fresh(headers, &file.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let mut response = Body::from(file.bytes).into_response();
            let media = HeaderValue::from_static(media::media_type(path));
            response.headers_mut().insert(header::CONTENT_TYPE, media);
            if let Some(coding) = coding {
                let coding = HeaderValue::from_static(coding);
                response.headers_mut().insert(header::CONTENT_ENCODING, coding);
            }
            response
        };
        let tag = HeaderValue::from_str(&file.tag).map_err(|_| Fail::Internal("a tag"))?;
        let headers = response.headers_mut();
        headers.insert(header::ETAG, tag);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::CACHE_CONTROL, caching(path));
        headers.insert(header::CONTENT_SECURITY_POLICY, csp::policy(&self.store).await?);
        Ok(Some(response))
    }

    /// The file in the smallest coding that the client accepts, and the name of that coding.
    async fn representation(
        &self,
        path: &str,
        headers: &HeaderMap,
    ) -> Result<Option<(File, Option<&'static str>)>> {
        for (coding, ending) in [("br", ".br"), ("gzip", ".gz")] {
            if negotiate::accepts(headers, coding)
                && let Some(file) = self.store.read(&format!("{path}{ending}")).await?
                // A compressed file without its original does not count.
                && self.store.exists(path).await
            {
                return Ok(Some((file, Some(coding))));
            }
        }
        Ok(self.store.read(path).await?.map(|file| (file, None)))
    }
}

/// The decoded path of a file below the root. `None` if it could lead out of the root or to a hidden file.
fn plain(path: &str) -> Option<String> {
    let path = decode(path)?;
    let path = path.trim_start_matches('/');
    if path.is_empty() {
        return Some(INDEX.to_owned());
    }
    let harmless = |part: &str| {
        !part.starts_with('.')
            && !part.contains(['\\', '\0', ':'])
            && !part.chars().any(char::is_control)
    };
    path.split('/').all(harmless).then(|| path.to_owned())
}

/// Decodes percent-encoding (RFC 3986); `None` for a broken code, or if the result is not UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            bytes.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether the address is that of a file: if there is none, the response is 404 and not a page of the app.
fn is_asset(path: &str) -> bool {
    let path = path.trim_start_matches('/');
    media::is_asset(path) || path.strip_prefix("a/").is_some_and(|path| last(path).contains('.'))
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn caching(path: &str) -> HeaderValue {
    let named_by_content = path.strip_prefix("a/").is_some_and(|rest| rest.contains('/'));
    if named_by_content { FOREVER } else { REVALIDATED }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out() {
        for path in [
            "/../key",
            "/a/../../key",
            "/%2e%2e/key",
            "/..%2fkey",
            "/.env",
            "/a\\b",
            "/a%00",
            "/%ff",
            "/%2",
            "/c:",
        ] {
            assert_eq!(plain(path), None, "{path}");
        }
        assert_eq!(plain("/").as_deref(), Some("index.html"));
        assert_eq!(plain("/a/1/%D1%8F.js").as_deref(), Some("a/1/я.js"));
    }

    #[test]
    fn what_pages_are_made_of_is_missing_where_it_is_not() {
        for path in ["/x.js", "x.css", "/a/1/x.wasm", "/a/1/x.", "/a/1/x.y", "/%ff.png", "/x.txt"] {
            assert!(is_asset(path), "{path}");
        }
        for path in ["/", "/%ff", "/x.", "/нет.да", "/x.php", "/x.html", "/a/1", "/b/x.y", "/x.js/"]
        {
            assert!(!is_asset(path), "{path}");
        }
    }

    #[test]
    fn only_hashed_addresses_are_kept_for_ever() {
        assert_eq!(caching("a/0f/app.wasm"), FOREVER);
        assert_eq!(caching("a/app.wasm"), REVALIDATED);
        assert_eq!(caching("index.html"), REVALIDATED);
    }
}
