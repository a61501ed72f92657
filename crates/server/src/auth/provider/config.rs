//! The file of `--identity-provider`.

use serde::Deserialize;
use std::path::Path;

/// The identity provider, and what it knows this server by.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// How citizens call it: «Войти через {name}».
    pub(super) name: String,
    pub(super) issuer: String,
    pub(super) client_id: String,
    pub(super) client_secret: String,
    /// Beside `openid`; together they have to bring name, phone and e-mail.
    #[serde(default = "scopes")]
    pub(super) scopes: Vec<String>,
    /// The claim that is `true` for people whom somebody has seen with their passport (M-02).
    #[serde(default = "confirmed_claim")]
    pub(super) confirmed_claim: String,
}

// Holds a secret.
impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Config({})", self.issuer)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("the identity provider: {0}")]
    Io(#[from] std::io::Error),
    #[error("the identity provider: {0}")]
    Json(#[from] serde_json::Error),
}

impl Config {
    pub(crate) fn load(file: &Path) -> Result<Self, ConfigError> {
        Ok(serde_json::from_slice(&std::fs::read(file)?)?)
    }
}

fn scopes() -> Vec<String> {
    ["profile", "phone", "email"].map(str::to_owned).into()
}

fn confirmed_claim() -> String {
    "is_trusted".to_owned()
}
