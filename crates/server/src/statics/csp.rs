//! The content security policy of the app.

use super::store::Store;
use crate::fail::{Fail, Result};
use axum::http::HeaderValue;

/// File below the root with a line `script-src 'sha256-…'` or `style-src 'sha256-…'` for each inline script and style sheet of the
/// build.
pub(super) const FILE: &str = "csp.txt";

/// The policy with the hashes of this build.
pub(super) async fn policy(store: &Store) -> Result<HeaderValue> {
    let file = store.read(FILE).await?.map(|file| file.bytes).unwrap_or_default();
    let file = String::from_utf8_lossy(&file);
    let [scripts, styles] = ["script-src", "style-src"].map(|directive| hashes(&file, directive));
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'self'; frame-ancestors 'none'; object-src 'none'"
    );
    HeaderValue::from_str(&policy).map_err(|_| Fail::Internal("a policy"))
}

fn hashes(text: &str, directive: &str) -> String {
    text.lines()
        .filter_map(|line| line.trim().strip_prefix(directive)?.strip_prefix(' '))
        .filter(|hash| is_hash(hash))
        .map(|hash| format!(" {hash}"))
        .collect()
}

/// Only hashes may enter the policy; anything else could loosen it.
fn is_hash(text: &str) -> bool {
    let base64 = text.strip_prefix("'sha256-").and_then(|rest| rest.strip_suffix('\''));
    base64
        .is_some_and(|text| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_hashes_enter_the_policy() {
        let text = "script-src 'sha256-abc+/=='\n\n script-src 'sha256-x' \nscript-src 'unsafe-inline'\n\
                    script-src 'sha256-a'; script-src *\n'sha256-b'\nstyle-src 'sha256-c'\n";
        assert_eq!(super::hashes(text, "script-src"), " 'sha256-abc+/==' 'sha256-x'");
        assert_eq!(super::hashes(text, "style-src"), " 'sha256-c'");
    }
}
