//! Seals (encrypts, XChaCha20-Poly1305) what is stored in this browser. Only the signed-in citizen gets the key from the
//! server, and it stays in memory.
//!
//! The browser's own cryptography is asynchronous, and the page may be gone before it is done. This one seals within the
//! event handler (docs/decisions/0011).

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use leptos::prelude::window;

/// Bytes of the nonce, which precedes the sealed text. At this size it may be random; a counter is not needed.
const NONCE: usize = 24;

#[derive(Clone)]
pub(crate) struct Seal(XChaCha20Poly1305);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

impl Seal {
    /// `key`: 32 bytes in hexadecimal digits; `None` when it is anything else.
    pub(crate) fn new(key: &str) -> Option<Self> {
        let key: [u8; 32] = from_hex(key)?.try_into().ok()?;
        Some(Self(XChaCha20Poly1305::new(&key.into())))
    }

    /// Seals `text`. [`open`](Self::open) needs the same `context`.
    pub(crate) fn close(&self, context: &str, text: &str) -> Option<String> {
        let mut nonce = [0; NONCE];
        window().crypto().ok()?.get_random_values_with_u8_array(&mut nonce).ok()?;
        let payload = Payload { msg: text.as_bytes(), aad: context.as_bytes() };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload).ok()?;
        let mut digits = Vec::with_capacity(2 * (NONCE + sealed.len()));
        to_hex(&nonce, &mut digits);
        to_hex(&sealed, &mut digits);
        String::from_utf8(digits).ok()
    }

    /// `None` if the text was sealed with another key or for another `context`, or is damaged.
    pub(crate) fn open(&self, context: &str, sealed: &str) -> Option<String> {
        let all = from_hex(sealed)?;
        let (nonce, sealed) = all.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: context.as_bytes() };
        String::from_utf8(self.0.decrypt(&XNonce::from(*nonce), payload).ok()?).ok()
    }
}

fn to_hex(bytes: &[u8], digits: &mut Vec<u8>) {
    let digit = |value: u8| if value < 10 { b'0' + value } else { b'a' - 10 + value };
    for byte in bytes {
        digits.push(digit(byte >> 4));
        digits.push(digit(byte & 15));
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| digit.try_into().ok())).collect();
    Some(
        digits?
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
            .collect(),
    )
}
