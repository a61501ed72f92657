//! Encryption at rest. One file holds the master key. Payloads are sealed with XChaCha20-Poly1305, whose 192-bit nonces
//! are long enough to be random, without a counter. Each payload is bound to a context (its table, column and row), so that
//! one moved to another row does not open. Values that must be looked up (a phone, an e-mail) are stored as keyed hashes.

mod file;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

pub(crate) use file::{KeyFileError, load_or_make};

/// Bytes that sealing adds: the nonce and the tag.
pub(crate) const OVERHEAD: usize = NONCE + 16;

const NONCE: usize = 24;

/// A payload that does not open: damaged, moved, or sealed with another key.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("a sealed payload does not open")]
pub(crate) struct Damaged;

/// The keys of this installation.
pub(crate) struct Keys {
    cipher: XChaCha20Poly1305,
    index: [u8; 32],
    browsers: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// Separate keys for separate uses, derived from the master key (HMAC as a key derivation function).
    pub(crate) fn new(master: &[u8; 32]) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(&derive(master, "seal").into()),
            index: derive(master, "index"),
            browsers: derive(master, "browsers"),
        }
    }

    /// Encrypts `plain`; returns nonce and ciphertext. `context` names table, column and row, for example
    /// `drafts/answers/17`; the payload opens only with the same one (associated data).
    pub(crate) fn seal(&self, context: &str, plain: &[u8]) -> Result<Vec<u8>, Damaged> {
        let nonce: [u8; NONCE] = crate::ids::random();
        let payload = Payload { msg: plain, aad: context.as_bytes() };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| Damaged)?;
        Ok([&nonce[..], &sealed].concat())
    }

    pub(crate) fn open(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>, Damaged> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(Damaged)?;
        let payload = Payload { msg: sealed, aad: context.as_bytes() };
        self.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| Damaged)
    }

    pub(crate) fn seal_json<T: Serialize>(
        &self,
        context: &str,
        value: &T,
    ) -> Result<Vec<u8>, Damaged> {
        self.seal(context, &serde_json::to_vec(value).map_err(|_| Damaged)?)
    }

    pub(crate) fn open_json<T: DeserializeOwned>(
        &self,
        context: &str,
        sealed: &[u8],
    ) -> Result<T, Damaged> {
        serde_json::from_slice(&self.open(context, sealed)?).map_err(|_| Damaged)
    }

    /// A keyed hash of `kind` and `value`: finds a row by a value that the row does not show.
    pub(crate) fn index(&self, kind: &str, value: &str) -> Vec<u8> {
        derive(&self.index, &format!("{kind}:{value}")).to_vec()
    }

    /// The key with which a citizen's browsers seal what is not on the server yet. Stays the same as long as the account
    /// and the master key do.
    pub(crate) fn of_browsers(&self, account: &str) -> [u8; 32] {
        derive(&self.browsers, account)
    }
}

/// SHA-256. It has no key, so a secret must be random itself, as a session token is.
pub(crate) fn sha256(secret: &[u8]) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}

fn derive(key: &[u8; 32], message: &str) -> [u8; 32] {
    // HMAC pads a shorter key with zeros to the size of the block (RFC 2104).
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_in_its_context() {
        let keys = Keys::new(&[7; 32]);
        let sealed = keys.seal("drafts/answers/1", b"plain").unwrap();
        assert_eq!(sealed.len(), 5 + OVERHEAD);
        assert_eq!(keys.open("drafts/answers/1", &sealed).unwrap(), b"plain");
        assert!(keys.open("drafts/answers/2", &sealed).is_err());
        assert!(Keys::new(&[8; 32]).open("drafts/answers/1", &sealed).is_err());
        assert!(keys.open("drafts/answers/1", &sealed[..10]).is_err());
        assert_ne!(sealed, keys.seal("drafts/answers/1", b"plain").unwrap());
    }

    #[test]
    fn an_index_depends_on_key_kind_and_value() {
        let keys = Keys::new(&[7; 32]);
        assert_eq!(keys.index("phone", "1"), keys.index("phone", "1"));
        assert_ne!(keys.index("phone", "1"), keys.index("email", "1"));
        assert_ne!(keys.index("phone", "1"), Keys::new(&[8; 32]).index("phone", "1"));
    }

    #[test]
    fn browsers_of_one_account_share_a_key_that_opens_nothing_else() {
        let keys = Keys::new(&[7; 32]);
        assert_eq!(keys.of_browsers("a"), Keys::new(&[7; 32]).of_browsers("a"));
        assert_ne!(keys.of_browsers("a"), keys.of_browsers("b"));
        assert_ne!(keys.of_browsers("a"), Keys::new(&[8; 32]).of_browsers("a"));
        assert_ne!(keys.of_browsers("a").to_vec(), keys.index("a", ""));
    }
}
