//! Where the bytes of an upload come from: the one place that reads a file.

use crate::platform::clock;
use domain::file::{HEAD, TAIL, display_name};
use futures::future::{Either, select};
use js_sys::{ArrayBuffer, Uint8Array};
use std::pin::pin;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// Bytes that go into a fingerprint at most: a whole document, the beginning of something larger.
const FINGERPRINT_BYTES: f64 = 16.0 * 1_048_576.0;

/// Milliseconds after which a file that does not come cannot be read: one that lies on a disk that is gone, or in a cloud.
const READ_LIMIT: u32 = 30_000;

/// A file that the citizen chose. It can change or go at any time.
#[derive(Debug, Clone)]
pub(super) struct Source {
    file: File,
}

/// The first and the last bytes of a file, which tell its type and whether it is whole.
#[derive(Debug, Clone)]
pub(super) struct Ends {
    pub(super) head: Vec<u8>,
    pub(super) tail: Vec<u8>,
}

impl Source {
    pub(super) fn new(file: File) -> Self {
        Self { file }
    }

    pub(super) fn name(&self) -> String {
        display_name(&self.file.name())
    }

    /// What the system says it is.
    pub(super) fn media_type(&self) -> String {
        let kind = self.file.type_();
        if kind.is_empty() { "application/octet-stream".to_owned() } else { kind }
    }

    pub(super) fn bytes(&self) -> u64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a file's size"
        )]
        let bytes = self.file.size() as u64;
        bytes
    }

    /// `None` when the browser cannot read the file (moved, deleted, changed, no permission).
    pub(super) async fn ends(&self) -> Option<Ends> {
        let size = self.file.size();
        let head = bytes(&self.file, 0.0, size.min(HEAD as f64)).await?;
        let tail = bytes(&self.file, (size - TAIL as f64).max(0.0), size).await?;
        Some(Ends { head, tail })
    }

    /// SHA-256 of the content, hexadecimal, with the size; `None` where the browser cannot hash or read it. The bytes go
    /// from the file to the browser's own hash; only 32 of them come back.
    pub(super) async fn fingerprint(&self) -> Option<String> {
        let size = self.file.size();
        let content = buffer(&self.file, 0.0, size.min(FINGERPRINT_BYTES)).await?;
        // Only a secure context has `subtle`.
        let crypto = leptos::prelude::window().crypto().ok()?;
        let subtle = js_sys::Reflect::get(&crypto, &"subtle".into()).ok()?;
        let subtle: web_sys::SubtleCrypto = subtle.dyn_into().ok()?;
        let digest = subtle.digest_with_str_and_buffer_source("SHA-256", &content).ok()?;
        let digest = Uint8Array::new(&JsFuture::from(digest).await.ok()?).to_vec();
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Some(format!("{hex}-{}", self.bytes()))
    }

    /// A piece to send; its bytes never enter the app. `None` when the browser refuses to cut the file.
    #[expect(clippy::cast_precision_loss, reason = "a double holds every offset in a file")]
    pub(super) fn piece(&self, offset: u64, len: u64) -> Option<Blob> {
        self.file.slice_with_f64_and_f64(offset as f64, (offset + len) as f64).ok()
    }
}

/// Whether the browser can still read a piece: one byte of it tells.
pub(super) async fn is_readable(piece: &Blob) -> bool {
    buffer(piece, 0.0, 1.0).await.is_some()
}

async fn buffer(file: &Blob, from: f64, to: f64) -> Option<ArrayBuffer> {
    let slice = file.slice_with_f64_and_f64(from, to).ok()?;
    let reading = JsFuture::from(slice.array_buffer());
    match select(reading, pin!(clock::wait(READ_LIMIT))).await {
        Either::Left((read, _)) => read.ok()?.dyn_into().ok(),
        Either::Right(_) => None,
    }
}

async fn bytes(file: &Blob, from: f64, to: f64) -> Option<Vec<u8>> {
    let buffer = buffer(file, from, to).await?;
    Some(Uint8Array::new(&buffer).to_vec())
}
