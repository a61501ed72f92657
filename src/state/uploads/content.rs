use domain::file::{HEAD, TAIL};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Bytes that go into a fingerprint at most: a whole document, the beginning of something larger.
const FINGERPRINT_BYTES: f64 = 16.0 * 1_048_576.0;

/// What the device tells of a file before a byte leaves it.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub(super) size: u64,
    pub(super) head: Vec<u8>,
    pub(super) tail: Vec<u8>,
    /// SHA-256 of the content, hexadecimal, with the size; `None` where the browser cannot hash.
    pub(super) fingerprint: Option<String>,
}

impl Content {
    /// `None` when the browser cannot read the file (moved, deleted, no permission).
    pub(super) async fn read(file: &Blob) -> Option<Self> {
        let size = file.size();
        let head = bytes(file, 0.0, size.min(HEAD as f64)).await?;
        let tail = bytes(file, (size - TAIL as f64).max(0.0), size).await?;
        let fingerprint = fingerprint(file, size).await;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a file's size"
        )]
        Some(Self { size: size as u64, head, tail, fingerprint })
    }
}

async fn buffer(file: &Blob, from: f64, to: f64) -> Option<ArrayBuffer> {
    let slice = file.slice_with_f64_and_f64(from, to).ok()?;
    JsFuture::from(slice.array_buffer()).await.ok()?.dyn_into().ok()
}

async fn bytes(file: &Blob, from: f64, to: f64) -> Option<Vec<u8>> {
    let buffer = buffer(file, from, to).await?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// The bytes go from the file to the browser's own hash; only 32 of them come back.
async fn fingerprint(file: &Blob, size: f64) -> Option<String> {
    let content = buffer(file, 0.0, size.min(FINGERPRINT_BYTES)).await?;
    // Only a secure context has `subtle`.
    let crypto = leptos::prelude::window().crypto().ok()?;
    let subtle = js_sys::Reflect::get(&crypto, &"subtle".into()).ok()?;
    let subtle: web_sys::SubtleCrypto = subtle.dyn_into().ok()?;
    let digest = subtle.digest_with_str_and_buffer_source("SHA-256", &content).ok()?;
    let digest = Uint8Array::new(&JsFuture::from(digest).await.ok()?).to_vec();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size")]
    Some(format!("{hex}-{}", size as u64))
}
