//! Downloads: the content of a stored file, as it was uploaded.

use super::parts::FileStore;
use super::row::FileRow;
use super::vault::VaultError;
use crate::document::attachment;
use crate::fail::Result;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use domain::file::{FileType, sniff};
use std::io;
use std::sync::Arc;
use tokio::sync::mpsc;

/// How many frames are read ahead of a slow reader.
const AHEAD: usize = 2;

/// The file as an attachment. Its type is what its first bytes are, never what the sender has called it. Its content is read and
/// opened frame by frame while it is sent; the connection breaks where a frame is damaged.
pub(crate) async fn stream(files: &FileStore, file: &FileRow) -> Result<Response> {
    let (sender, mut frames) = mpsc::channel(AHEAD);
    let (vault, keys, id) = (files.vault.clone(), Arc::clone(&files.base.keys), file.id.clone());
    tokio::task::spawn_blocking(move || {
        let read = vault.read_while(&keys, &id, |frame| sender.blocking_send(Ok(frame)).is_ok());
        if let Err(error) = read {
            let _ = sender.blocking_send(Err(error));
        }
    });
    let first = match frames.recv().await {
        None => Vec::new(),
        Some(first) => first?,
    };
    let media = media_type(sniff(&first));
    let name = file.meta(&files.base.keys)?.name;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_LENGTH, HeaderValue::from(file.bytes())),
        (header::CONTENT_DISPOSITION, attachment("file", &name)?),
    ];
    let whole = futures_util::stream::unfold((Some(first), frames), |(first, mut frames)| async {
        let frame = match first {
            Some(first) => Ok(first),
            None => frames.recv().await?,
        };
        Some((frame.map(Bytes::from).map_err(broken), (None, frames)))
    });
    Ok((headers, Body::from_stream(whole)).into_response())
}

fn broken(error: VaultError) -> io::Error {
    tracing::error!(%error, "a download breaks off");
    io::Error::other("the content cannot be read")
}

fn media_type(kind: Option<FileType>) -> &'static str {
    match kind {
        Some(FileType::Pdf) => "application/pdf",
        Some(FileType::Jpeg) => "image/jpeg",
        Some(FileType::Png) => "image/png",
        Some(FileType::Doc) => "application/msword",
        Some(FileType::Docx) => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        _ => "application/octet-stream",
    }
}
