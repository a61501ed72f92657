//! PDF documents for people and screen readers: content, layout and rendering.

mod font;
mod issuer;
mod layout;
mod pdf;
mod qr;

pub(crate) use issuer::Issuer;
pub(crate) use pdf::render;
pub(crate) use qr::Qr;

use crate::fail::{Fail, Result};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};

/// Content of a document.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) issuer: Issuer,
    pub(crate) title: String,
    pub(crate) issued_at: DateTime<Utc>,
    pub(crate) blocks: Vec<Block>,
}

pub(crate) enum Block {
    Heading(String),
    /// A heading under a heading.
    Subheading(String),
    Paragraph(String),
    /// A question and its answer, which may have several lines. Neighbouring facts form one list.
    Fact {
        label: String,
        value: String,
    },
    /// A QR code, with its content in words.
    Qr {
        code: Qr,
        words: String,
    },
    /// Where a seal has its place on paper.
    Seal,
    /// Blocks that stand on one page, if they fill no more than one.
    Kept(Vec<Block>),
}

// Documents hold health data: a log line or a panic message must not show them.
impl std::fmt::Debug for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Block(…)")
    }
}

impl Block {
    pub(crate) fn fact(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self::Fact { label: label.into(), value: value.into() }
    }
}

/// The PDF as an attachment. `plain` is the name for browsers that know ASCII only.
pub(crate) async fn download(document: Document, plain: &str, name: &str) -> Result<Response> {
    answer(document, attachment(plain, name)?).await
}

/// As [`download`], but browsers show it when a link opens it, so that it can be printed at once.
pub(crate) async fn open(document: Document, plain: &str, name: &str) -> Result<Response> {
    answer(document, disposition("inline", plain, name)?).await
}

async fn answer(document: Document, disposition: HeaderValue) -> Result<Response> {
    let pdf = tokio::task::spawn_blocking(move || render(&document))
        .await
        .map_err(|_| Fail::Internal("a document"))??;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, pdf).into_response())
}

/// `Content-Disposition` with a name for all browsers (RFC 6266) and one for those that support UTF-8 (RFC 8187).
pub(crate) fn attachment(plain: &str, name: &str) -> Result<HeaderValue> {
    disposition("attachment", plain, name)
}

fn disposition(kind: &str, plain: &str, name: &str) -> Result<HeaderValue> {
    use std::fmt::Write as _;
    let encoded = name.bytes().fold(String::new(), |mut encoded, byte| {
        let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        // Writing into a string cannot fail.
        let _ = if plain {
            write!(encoded, "{}", char::from(byte))
        } else {
            write!(encoded, "%{byte:02X}")
        };
        encoded
    });
    let value = format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    HeaderValue::from_str(&value).map_err(|_| Fail::Internal("a file name"))
}

#[cfg(test)]
mod tests;
