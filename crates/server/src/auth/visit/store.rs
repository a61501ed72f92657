//! Visits to the provider that have not come back.

use super::super::provider::{Address, Secrets};
use crate::base::Base;
use crate::fail::Result;
use crate::keys::sha256;
use serde::{Deserialize, Serialize};

/// Seconds that a citizen may take there.
const LASTS_S: i64 = 30 * 60;

/// What the server remembers of a visit. Sealed at rest.
#[derive(Serialize, Deserialize)]
pub(super) struct Visit {
    pub(super) secrets: Secrets,
    /// Where the citizen wanted to go in the app.
    pub(super) next: String,
    /// The account that the citizen wants to confirm; null for who signs in.
    pub(super) account: Option<String>,
}

/// Remembers a visit from the browser with this cookie. Each visit has a state of its own, so that two tabs do not disturb
/// each other.
pub(super) async fn begin(
    base: &Base,
    browser: &str,
    address: Address,
    next: String,
    account: Option<String>,
) -> Result<()> {
    let state = sha256(address.state.as_bytes());
    let visit = Visit { secrets: address.secrets, next, account };
    sqlx::query(
        "INSERT INTO provider_visits (state, browser, about, expires_at) VALUES (?, ?, ?, ?)",
    )
    .bind(&state)
    .bind(sha256(browser.as_bytes()))
    .bind(base.keys.seal_json(&context(&state), &visit)?)
    .bind(base.clock.now_ms() + LASTS_S * 1000)
    .execute(base.db.write())
    .await?;
    Ok(())
}

/// The visit with this state, from this browser; once.
pub(super) async fn end(base: &Base, browser: &str, state: &str) -> Result<Option<Visit>> {
    let state = sha256(state.as_bytes());
    let about: Option<Vec<u8>> = sqlx::query_scalar(
        "DELETE FROM provider_visits WHERE state = ? AND browser = ? AND expires_at > ? RETURNING about",
    )
    .bind(&state)
    .bind(sha256(browser.as_bytes()))
    .bind(base.clock.now_ms())
    .fetch_optional(base.db.write())
    .await?;
    Ok(match about {
        Some(about) => Some(base.keys.open_json(&context(&state), &about)?),
        None => None,
    })
}

pub(in super::super) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM provider_visits WHERE expires_at <= ?")
        .bind(base.clock.now_ms())
        .execute(base.db.write())
        .await?;
    Ok(())
}

fn context(state: &[u8]) -> String {
    format!("provider_visits/about/{}", crate::ids::hex(state))
}
