//! The only place that reads a chosen file.

use crate::platform::clock;
use domain::file::{HEAD, TAIL, display_name};
use futures::future::{Either, select};
use js_sys::{ArrayBuffer, Uint8Array};
use std::pin::pin;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// Maximum number of bytes in a fingerprint: a whole document, or the beginning of a larger file.
const FINGERPRINT_BYTES: f64 = 16.0 * 1_048_576.0;

/// Milliseconds after which reading fails: files in a cloud or on a disconnected disk may never arrive.
const READ_LIMIT: u32 = 30_000;

/// A chosen file. It can change or disappear at any time.
#[derive(Debug, Clone)]
pub(super) struct Source {
    file: File,
}

/// First and last bytes of a file: they show its type and whether it is complete.
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

    /// Media type by the operating system.
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

    /// `None` if the browser cannot read the file (moved, deleted, changed, no permission).
    pub(super) async fn ends(&self) -> Option<Ends> {
        let size = self.file.size();
        let head = bytes(&self.file, 0.0, size.min(HEAD as f64)).await?;
        let tail = bytes(&self.file, (size - TAIL as f64).max(0.0), size).await?;
        Some(Ends { head, tail })
    }

    /// SHA-256 of the content in hexadecimal, with the size; `None` if the browser cannot read or hash the file. The content
    /// goes straight to the browser's hash function and does not enter wasm memory.
    pub(super) async fn fingerprint(&self) -> Option<String> {
        let size = self.file.size();
        let content = buffer(&self.file, 0.0, size.min(FINGERPRINT_BYTES)).await?;
        // `subtle` exists only in secure contexts.
        let crypto = leptos::prelude::window().crypto().ok()?;
        let subtle = js_sys::Reflect::get(&crypto, &"subtle".into()).ok()?;
        let subtle: web_sys::SubtleCrypto = subtle.dyn_into().ok()?;
        let digest = subtle.digest_with_str_and_buffer_source("SHA-256", &content).ok()?;
        let digest = Uint8Array::new(&JsFuture::from(digest).await.ok()?).to_vec();
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Some(format!("{hex}-{}", self.bytes()))
    }

    /// A chunk to send, without reading it. `None` if the browser cannot slice the file.
    #[expect(clippy::cast_precision_loss, reason = "a double holds every offset in a file")]
    pub(super) fn piece(&self, offset: u64, len: u64) -> Option<Blob> {
        self.file.slice_with_f64_and_f64(offset as f64, (offset + len) as f64).ok()
    }
}

/// Whether the browser can still read a chunk; reads one byte of it.
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
