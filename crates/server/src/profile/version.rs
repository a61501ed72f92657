use crate::accounts::Profile;
use crate::base::Base;
use crate::fail::{Fail, Result};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::profile::Profile as Shown;
use std::fmt::Write as _;

/// Bytes of a version.
const BYTES: usize = 12;

/// The profile as its owner sees it.
pub(super) fn shown(
    base: &Base,
    account: &str,
    profile: &Profile,
    is_confirmed: bool,
) -> Result<Shown> {
    let (person, fixed) = (profile.person(), profile.fixed(is_confirmed));
    let all = serde_json::to_string(&(account, &person, &fixed));
    // Keyed, so that a version tells nothing of what it is of. Whoever changes a profile makes another version of it.
    let hash = base.keys.index("profile", &all.map_err(|_| Fail::Internal("a profile"))?);
    let mut version = String::with_capacity(2 * BYTES);
    for byte in hash.iter().take(BYTES) {
        let _ = write!(version, "{byte:02x}");
    }
    Ok(Shown { person, version, fixed, today: base.clock.today() })
}

pub(super) fn response(shown: Shown) -> Result<Response> {
    let tag = HeaderValue::from_str(&format!("\"{}\"", shown.version));
    let tag = tag.map_err(|_| Fail::Internal("a version"))?;
    Ok(([(header::ETAG, tag)], axum::Json(shown)).into_response())
}
