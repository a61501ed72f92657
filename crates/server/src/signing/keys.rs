use crate::settings::Settings;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use std::path::Path;

/// Known to everybody: what it signs has no legal force, and says so.
const TEST_SEED: &[u8; 32] = b"okno: a test key that all know..";

#[derive(Debug, thiserror::Error)]
pub enum SigningKeysError {
    #[error("the signing keys: {0}")]
    Io(#[from] std::io::Error),
    #[error("the signing keys: line {0} is no Ed25519 public key in hexadecimal")]
    NoKey(usize),
}

/// The keys whose signatures are trusted, and the one that signs tests.
#[derive(Debug)]
pub(crate) struct SigningKeys {
    trusted: Vec<VerifyingKey>,
    test: Option<SigningKey>,
}

impl SigningKeys {
    /// The keys of `--signing-keys`: one a line, empty lines and lines after `#` aside; and the test key where it is
    /// wanted.
    pub(crate) fn open(settings: &Settings) -> Result<Self, SigningKeysError> {
        let test = settings.signs_for_tests().then(|| SigningKey::from_bytes(TEST_SEED));
        let mut trusted =
            settings.signing_keys.as_deref().map(read).transpose()?.unwrap_or_default();
        trusted.extend(test.iter().map(SigningKey::verifying_key));
        Ok(Self { trusted, test })
    }

    /// Whether there is a test key.
    pub(crate) fn signs(&self) -> bool {
        self.test.is_some()
    }

    /// The public key and the signature of the test key.
    pub(super) fn sign(&self, message: &[u8]) -> Option<([u8; 32], [u8; 64])> {
        let test = self.test.as_ref()?;
        Some((test.verifying_key().to_bytes(), test.sign(message).to_bytes()))
    }

    /// Whether `key` is trusted and has made `signature`.
    pub(super) fn trust(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        let trusted = self.trusted.iter().find(|trusted| trusted.as_bytes() == key);
        trusted.is_some_and(|key| key.verify_strict(message, &signature).is_ok())
    }
}

/// The public key of the test key.
pub(super) fn test_key() -> [u8; 32] {
    SigningKey::from_bytes(TEST_SEED).verifying_key().to_bytes()
}

fn read(file: &Path) -> Result<Vec<VerifyingKey>, SigningKeysError> {
    let text = std::fs::read_to_string(file)?;
    let lines = text.lines().enumerate();
    let keys = lines.map(|(line, text)| (line + 1, text.split('#').next().unwrap_or("").trim()));
    keys.filter(|(_, text)| !text.is_empty())
        .map(|(line, text)| key(text).ok_or(SigningKeysError::NoKey(line)))
        .collect()
}

fn key(text: &str) -> Option<VerifyingKey> {
    let bytes: [u8; 32] = super::document::unhex(text)?;
    VerifyingKey::from_bytes(&bytes).ok().filter(|key| !key.is_weak())
}
