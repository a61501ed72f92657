//! Sealing (AES-256-GCM): what lies in this browser's storage can be read only with a key that the server gives to the
//! signed-in citizen, and that stays in memory.

use js_sys::{Array, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, CryptoKey, SubtleCrypto};

const ALGORITHM: &str = "AES-GCM";

/// Bytes of the number used once that stands before the sealed text.
const NONCE: usize = 12;

/// A key that scripts can use and not read.
#[derive(Debug, Clone)]
pub(crate) struct Seal(CryptoKey);

impl Seal {
    /// Takes the key over; `None` where the browser has no cryptography (outside HTTPS).
    pub(crate) async fn new(key: &str) -> Option<Self> {
        let bytes = Uint8Array::from(from_hex(key)?.as_slice());
        let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
        let key = subtle()?.import_key_with_str("raw", &bytes, ALGORITHM, false, &uses).ok()?;
        Some(Self(JsFuture::from(key).await.ok()?.unchecked_into()))
    }

    /// Seals `text`. It can be opened only under the same `place`.
    pub(crate) async fn close(&self, place: &str, text: &str) -> Option<String> {
        let mut nonce = [0; NONCE];
        window().crypto().ok()?.get_random_values_with_u8_array(&mut nonce).ok()?;
        let sealed = subtle()?
            .encrypt_with_object_and_u8_array(&parameters(&nonce, place), &self.0, text.as_bytes())
            .ok()?;
        let sealed = bytes(&JsFuture::from(sealed).await.ok()?);
        Some(to_hex(&[nonce.as_slice(), &sealed].concat()))
    }

    /// `None` when it was sealed with another key, under another place, or damaged.
    pub(crate) async fn open(&self, place: &str, sealed: &str) -> Option<String> {
        let all = from_hex(sealed)?;
        let (nonce, sealed) = all.split_at_checked(NONCE)?;
        let text = subtle()?
            .decrypt_with_object_and_u8_array(&parameters(nonce, place), &self.0, sealed)
            .ok()?;
        String::from_utf8(bytes(&JsFuture::from(text).await.ok()?)).ok()
    }
}

fn subtle() -> Option<SubtleCrypto> {
    // `undefined` outside secure contexts, whatever the type says.
    let subtle = window().crypto().ok()?.subtle();
    (!subtle.is_undefined()).then_some(subtle)
}

fn parameters(nonce: &[u8], place: &str) -> AesGcmParams {
    let parameters = AesGcmParams::new(ALGORITHM, &Uint8Array::from(nonce));
    parameters.set_additional_data(&Uint8Array::from(place.as_bytes()));
    parameters
}

fn bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}

fn to_hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
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
