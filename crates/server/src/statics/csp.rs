//! The content security policy of the app.

use super::store::Store;
use crate::fail::{Fail, Result};
use axum::http::HeaderValue;

/// File below the root with a line `'sha256-…'` for each inline script of the build.
pub(super) const FILE: &str = "csp.txt";

/// The policy with the hashes of this build.
pub(super) async fn policy(store: &Store) -> Result<HeaderValue> {
    let hashes = store.read(FILE).await?.map(|file| hashes(&file.bytes)).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'self'; frame-ancestors 'none'; object-src 'none'"
    );
    HeaderValue::from_str(&policy).map_err(|_| Fail::Internal("a policy"))
}

fn hashes(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    text.lines()
        .map(str::trim)
        .filter(|line| is_hash(line))
        .map(|hash| format!(" {hash}"))
        .collect()
}

/// Only hashes may enter the policy; anything else could loosen it.
fn is_hash(line: &str) -> bool {
    let base64 = line.strip_prefix("'sha256-").and_then(|rest| rest.strip_suffix('\''));
    base64
        .is_some_and(|text| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_hashes_enter_the_policy() {
        let text = b"'sha256-abc+/=='\n\n 'sha256-x' \n'unsafe-inline'\n'sha256-a'; script-src *\n";
        assert_eq!(super::hashes(text), " 'sha256-abc+/==' 'sha256-x'");
    }
}
