use crate::base::Base;
use crate::fail::{Fail, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::wire::problem::ProblemCode;
use serde::Serialize;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    AuthenticationResult, CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// The site that passkeys are for: WebAuthn's «relying party». Its name is the host of the origin.
#[derive(Debug)]
pub(crate) struct Party {
    domain: String,
    webauthn: Webauthn,
}

#[derive(Debug, thiserror::Error)]
#[error("--origin {0} is no address that passkeys can be for")]
pub struct PartyError(String);

impl Party {
    /// `None` where the host of `origin` is an IP address: passkeys are for domains only.
    pub(crate) fn of(origin: &str) -> std::result::Result<Option<Self>, PartyError> {
        let wrong = || PartyError(origin.to_owned());
        let url = Url::parse(origin).map_err(|_| wrong())?;
        let Some(domain) = url.domain() else { return Ok(None) };
        let builder = WebauthnBuilder::new(domain, &url).map_err(|_| wrong())?;
        let webauthn = builder.rp_name("Окно").build().map_err(|_| wrong())?;
        Ok(Some(Self { domain: domain.to_owned(), webauthn }))
    }

    pub(super) fn domain(&self) -> &str {
        &self.domain
    }

    /// What the browser is asked to make: a key that finds the account by itself. `known` are those that the citizen has already.
    pub(super) fn ask_for_new(
        &self,
        base: &Base,
        account: &str,
        name: &str,
        known: &[CredentialID],
    ) -> Result<(String, PasskeyRegistration)> {
        let user = user(base, account)?;
        let begun = self.webauthn.start_passkey_registration(user, name, name, None);
        let (options, state) = begun.map_err(|_| Fail::Internal("options of a new passkey"))?;
        let mut options = json(&options.public_key)?;
        if let Some(wanted) = options.get_mut("authenticatorSelection") {
            wanted["residentKey"] = json!("required");
            wanted["requireResidentKey"] = json!(true);
        }
        // Not through the crate, which calls an answer with one of them altered.
        let id = |id: &CredentialID| URL_SAFE_NO_PAD.encode(id.as_slice());
        options["excludeCredentials"] =
            known.iter().map(|known| json!({ "type": "public-key", "id": id(known) })).collect();
        Ok((options.to_string(), state))
    }

    /// Checks what the browser has made.
    pub(super) fn new_key(&self, answer: &str, state: &PasskeyRegistration) -> Result<Passkey> {
        let answer: RegisterPublicKeyCredential = read(answer)?;
        let key = self.webauthn.finish_passkey_registration(&answer, state);
        key.map_err(|_| ProblemCode::PasskeyRefused.into())
    }

    /// What the browser is asked for by somebody who signs in; nobody has said yet who that is.
    pub(super) fn ask(&self) -> Result<(String, DiscoverableAuthentication)> {
        let begun = self.webauthn.start_discoverable_authentication();
        let (options, state) = begun.map_err(|_| Fail::Internal("options of a sign-in"))?;
        Ok((json(&options.public_key)?.to_string(), state))
    }

    /// Checks an answer that was made with `key`.
    pub(super) fn check(
        &self,
        answer: &PublicKeyCredential,
        state: DiscoverableAuthentication,
        key: &Passkey,
    ) -> Result<AuthenticationResult> {
        let checked = self.webauthn.finish_discoverable_authentication_v2(answer, state, key);
        checked.map_err(|_| ProblemCode::PasskeyRefused.into())
    }
}

/// The account as its passkeys call it: tells nothing of its id elsewhere.
pub(super) fn user(base: &Base, account: &str) -> Result<Uuid> {
    let hash = base.keys.index("passkey-user", account);
    let bytes = hash.first_chunk::<16>().ok_or(Fail::Internal("a keyed hash"))?;
    Ok(Uuid::from_bytes(*bytes))
}

/// Reads what a browser answers.
pub(super) fn read<T: serde::de::DeserializeOwned>(answer: &str) -> Result<T> {
    serde_json::from_str(answer).map_err(|_| ProblemCode::PasskeyRefused.into())
}

fn json(options: &impl Serialize) -> Result<Value> {
    serde_json::to_value(options).map_err(|_| Fail::Internal("options of a passkey"))
}

#[cfg(test)]
mod tests {
    use super::Party;

    #[test]
    fn passkeys_are_for_domains() {
        let party = |origin| Party::of(origin).map(|party| party.map(|party| party.domain));
        assert_eq!(party("http://localhost:8080").unwrap().as_deref(), Some("localhost"));
        assert_eq!(party("https://okno.example").unwrap().as_deref(), Some("okno.example"));
        for address in ["http://127.0.0.1:8080", "http://[::1]:8080", "https://192.0.2.1"] {
            assert_eq!(party(address).unwrap(), None, "{address}");
        }
        assert!(party("okno").is_err());
    }
}
