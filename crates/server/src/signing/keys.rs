use super::owner::Owner;
use super::unhex::unhex;
use crate::settings::Settings;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use std::path::Path;

/// Seed of the test key. Everybody knows it, so signatures with it have no legal force, and say so.
const TEST_SEED: &[u8; 32] = b"okno: a test key that all know..";

#[derive(Debug, thiserror::Error)]
pub enum SigningKeysError {
    #[error("the signing keys: {0}")]
    Io(#[from] std::io::Error),
    #[error("the signing keys: line {0} does not begin with an Ed25519 public key in hexadecimal")]
    NoKey(usize),
    #[error(
        "the signing keys: line {0} does not say whose key it is: an ИНН, СНИЛС, ОГРН or ОГРНИП"
    )]
    NoOwner(usize),
    #[error("the signing keys: line {0} is the test key, with which everybody can sign")]
    TestKey(usize),
}

/// The trusted keys, and the test key if there is one.
pub(crate) struct SigningKeys {
    trusted: Vec<Trusted>,
    test: Option<SigningKey>,
}

/// A trusted key and its owner.
struct Trusted {
    key: VerifyingKey,
    owner: Owner,
}

// Prints no owner: owners are people.
impl std::fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningKeys(…)")
    }
}

impl SigningKeys {
    /// Reads the keys of `--signing-keys`, and makes the test key if the settings ask for it.
    ///
    /// Each line is a public key in hexadecimal, white space, and the ИНН, СНИЛС, ОГРН or ОГРНИП of its owner. Empty
    /// lines and what follows `#` are ignored. An owner may have several keys, and a key several numbers, each on a line
    /// of its own.
    pub(crate) fn open(settings: &Settings) -> Result<Self, SigningKeysError> {
        let test = settings.signs_for_tests().then(|| SigningKey::from_bytes(TEST_SEED));
        let trusted = settings.signing_keys.as_deref().map(read).transpose()?.unwrap_or_default();
        Ok(Self { trusted, test })
    }

    /// Whether there is a test key.
    pub(crate) fn has_test_key(&self) -> bool {
        self.test.is_some()
    }

    /// Signs `message` with the test key; returns its public key and the signature, or `None` without a test key.
    pub(super) fn sign(&self, message: &[u8]) -> Option<([u8; 32], [u8; 64])> {
        let test = self.test.as_ref()?;
        Some((test.verifying_key().to_bytes(), test.sign(message).to_bytes()))
    }

    /// Whether `key` belongs to one of `signers` and has made `signature`. The test key is trusted for everybody.
    pub(super) fn is_trusted(
        &self,
        key: &[u8; 32],
        signers: &[Owner],
        message: &[u8],
        signature: &[u8; 64],
    ) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        let of_signers = self.trusted.iter().filter(|trusted| signers.contains(&trusted.owner));
        let test = self.test.as_ref().map(SigningKey::verifying_key);
        let mut trusted = of_signers.map(|trusted| trusted.key).chain(test);
        let trusted = trusted.find(|trusted| trusted.as_bytes() == key);
        trusted.is_some_and(|key| key.verify_strict(message, &signature).is_ok())
    }
}

/// The public half of the test key.
pub(super) fn test_key() -> [u8; 32] {
    SigningKey::from_bytes(TEST_SEED).verifying_key().to_bytes()
}

fn read(file: &Path) -> Result<Vec<Trusted>, SigningKeysError> {
    let text = std::fs::read_to_string(file)?;
    let lines = (1..).zip(text.lines());
    let lines = lines.map(|(line, text)| (line, text.split('#').next().unwrap_or("").trim()));
    lines.filter(|(_, text)| !text.is_empty()).map(|(line, text)| trusted(line, text)).collect()
}

fn trusted(line: usize, text: &str) -> Result<Trusted, SigningKeysError> {
    let (hex, owner) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let key = key(hex).ok_or(SigningKeysError::NoKey(line))?;
    if *key.as_bytes() == test_key() {
        return Err(SigningKeysError::TestKey(line));
    }
    let owner = Owner::parse(owner.trim()).ok_or(SigningKeysError::NoOwner(line))?;
    Ok(Trusted { key, owner })
}

fn key(text: &str) -> Option<VerifyingKey> {
    let bytes: [u8; 32] = unhex(text)?;
    VerifyingKey::from_bytes(&bytes).ok().filter(|key| !key.is_weak())
}
