//! The client of an outside identity provider by OpenID Connect (M-03): authorisation code with PKCE.

mod claims;
mod config;

pub(super) use claims::Claims;
pub(crate) use config::{Config, ConfigError};

use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreGenderClaim, CoreProviderMetadata,
};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse as _, UserInfoClaims, reqwest,
};
use serde::{Deserialize, Serialize};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Who does not answer for so long is down.
const PATIENCE: Duration = Duration::from_secs(10);
/// For so long the provider's description of itself, with its keys, is kept.
const KNOWN_FOR: Duration = Duration::from_secs(10 * 60);

/// The provider does not answer, or not as the protocol says.
#[derive(Debug)]
pub(super) struct Unavailable;

/// Logs what is wrong: nothing in it is the citizen's.
fn unavailable(what: &str, error: &dyn std::fmt::Display) -> Unavailable {
    tracing::warn!(%error, "identity provider: {what}");
    Unavailable
}

/// The client of the library, whose type has a parameter for everything that it was told.
macro_rules! client {
    ($provider:expr) => {{
        let config = &$provider.config;
        let redirect = RedirectUrl::new($provider.redirect.clone())
            .map_err(|error| unavailable("--origin", &error))?;
        CoreClient::from_provider_metadata(
            $provider.metadata().await?,
            ClientId::new(config.client_id.clone()),
            Some(ClientSecret::new(config.client_secret.clone())),
        )
        .set_redirect_uri(redirect)
    }};
}

#[derive(Debug)]
pub(crate) struct Provider {
    config: Config,
    /// Where the citizen comes back to.
    redirect: String,
    http: reqwest::Client,
    known: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

impl Provider {
    /// `origin`: where citizens find the app.
    pub(crate) fn new(config: Config, origin: &str) -> Self {
        let redirect = format!("{origin}{}/auth/provider/callback", crate::http::BASE);
        let http = reqwest::Client::builder()
            // A provider must not send the server elsewhere.
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()
            .unwrap_or_default();
        Self { config, redirect, http, known: Mutex::new(None) }
    }

    /// How citizens call it.
    pub(crate) fn name(&self) -> &str {
        &self.config.name
    }

    async fn metadata(&self) -> Result<CoreProviderMetadata, Unavailable> {
        let known = self.known.lock().ok().and_then(|known| known.clone());
        if let Some((at, metadata)) = known
            && at.elapsed() < KNOWN_FOR
        {
            return Ok(metadata);
        }
        let issuer = IssuerUrl::new(self.config.issuer.clone())
            .map_err(|error| unavailable("issuer", &error))?;
        let metadata = CoreProviderMetadata::discover_async(issuer, &self.http).await;
        let metadata = metadata.map_err(|error| unavailable("discovery", &error))?;
        if let Ok(mut known) = self.known.lock() {
            *known = Some((Instant::now(), metadata.clone()));
        }
        Ok(metadata)
    }

    /// Begins a visit.
    pub(super) async fn address(&self) -> Result<Address, Unavailable> {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = client!(self);
        let mut request = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            || CsrfToken::new(crate::ids::new_secret()),
            || Nonce::new(crate::ids::new_secret()),
        );
        for scope in &self.config.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let (url, state, nonce) = request.set_pkce_challenge(challenge).url();
        let secrets = Secrets { nonce: nonce.secret().clone(), verifier: verifier.into_secret() };
        Ok(Address { url: url.into(), state: state.into_secret(), secrets })
    }

    /// Exchanges the code for what the provider knows of the citizen. Checks signature, audience, nonce and times.
    pub(super) async fn claims(
        &self,
        code: String,
        secrets: Secrets,
    ) -> Result<Claims, Unavailable> {
        let client = client!(self);
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| unavailable("configuration", &error))?
            .set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier))
            .request_async(&self.http)
            .await
            .map_err(|error| unavailable("token", &error))?;
        let token = tokens.id_token().ok_or_else(|| unavailable("token", &"no ID token"))?;
        let verifier = client.id_token_verifier();
        let known = token
            .claims(&verifier, &Nonce::new(secrets.nonce))
            .map_err(|error| unavailable("ID token", &error))?;
        if let Some(expected) = known.access_token_hash() {
            let key = token.signing_key(&verifier).map_err(|error| unavailable("key", &error))?;
            let algorithm = token.signing_alg().map_err(|error| unavailable("key", &error))?;
            let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key)
                .map_err(|error| unavailable("access token", &error))?;
            if actual != *expected {
                return Err(unavailable("access token", &"another hash"));
            }
        }
        let subject = known.subject().clone();
        let info: UserInfoClaims<claims::More, CoreGenderClaim> = client
            .user_info(tokens.access_token().to_owned(), Some(subject))
            .map_err(|error| unavailable("configuration", &error))?
            .request_async(&self.http)
            .await
            .map_err(|error| unavailable("user info", &error))?;
        Ok(Claims::read(&info, &self.config.confirmed_claim))
    }

    /// A keyed hash is kept of this.
    pub(super) fn person(&self, subject: &str) -> String {
        format!("{} {subject}", self.config.issuer)
    }
}

/// Where to send the citizen.
pub(super) struct Address {
    pub(super) url: String,
    /// Comes back with the citizen.
    pub(super) state: String,
    pub(super) secrets: Secrets,
}

/// What only the server knows of a visit, beside its state.
#[derive(Serialize, Deserialize)]
pub(super) struct Secrets {
    nonce: String,
    verifier: String,
}
