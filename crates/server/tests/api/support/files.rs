//! Helpers for files and uploads.

use super::client::Sending;
use super::{Answer, Client};
use axum::body::{Body, Bytes};
use axum::http::Method;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use tokio::sync::mpsc;

pub(crate) const CONTENT: &str = "application/offset+octet-stream";

/// A PDF of this size, as far as the server checks it.
pub(crate) fn pdf(bytes: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.extend((0..bytes.saturating_sub(16)).map(|n| b'a' + (n % 23) as u8));
    pdf.extend(b"\n%%EOF\n");
    pdf
}

pub(crate) fn metadata(draft: &str, slot: &str, name: &str) -> String {
    let encode = |text: &str| BASE64_STANDARD.encode(text);
    format!(
        "draft {},slot {},filename {},filetype {}",
        encode(draft),
        encode(slot),
        encode(name),
        encode("application/pdf")
    )
}

/// The metadata of an attachment of a message about this application.
pub(crate) fn attachment(target: &str, id: &str, name: &str) -> String {
    metadata(id, "message", name).replacen("draft", target, 1)
}

/// A body that sends what is put into the channel, and ends when the sender is dropped.
pub(crate) fn slow_body() -> (mpsc::UnboundedSender<Bytes>, Body) {
    let (sender, receiver) = mpsc::unbounded_channel::<Bytes>();
    let stream = futures_util::stream::unfold(receiver, async |mut receiver| {
        let bytes = receiver.recv().await?;
        Some((Ok::<_, std::io::Error>(bytes), receiver))
    });
    (sender, Body::from_stream(stream))
}

impl Client {
    pub(crate) async fn create_upload(
        &self,
        draft: &str,
        slot: &str,
        name: &str,
        bytes: usize,
    ) -> Answer {
        self.creation(draft, slot, name, bytes).send().await
    }

    /// As [`Client::create_upload`], with an idempotency key.
    pub(crate) async fn create_upload_once(
        &self,
        key: &str,
        draft: &str,
        slot: &str,
        name: &str,
        bytes: usize,
    ) -> Answer {
        self.creation(draft, slot, name, bytes).header("idempotency-key", key).send().await
    }

    /// Uploads an attachment of the next message in the conversation of `target`, `application` or `question`; returns its id.
    pub(crate) async fn attach(&self, target: &str, id: &str, name: &str, bytes: &[u8]) -> String {
        let created = self
            .post("/api/v1/uploads")
            .header("tus-resumable", "1.0.0")
            .header("upload-length", &bytes.len().to_string())
            .header("upload-metadata", &attachment(target, id, name));
        let created = created.send().await.expect_status(201);
        let upload = created.header("location").to_owned();
        self.patch(&upload, 0, bytes).await.expect_status(204);
        upload.rsplit('/').next().unwrap().to_owned()
    }

    /// The request that creates an upload, ready to be sent.
    pub(crate) fn creation(&self, draft: &str, slot: &str, name: &str, bytes: usize) -> Sending {
        self.post("/api/v1/uploads")
            .header("tus-resumable", "1.0.0")
            .header("upload-length", &bytes.to_string())
            .header("upload-metadata", &metadata(draft, slot, name))
    }

    /// Creates an upload and returns its address.
    pub(crate) async fn new_upload(
        &self,
        draft: &str,
        slot: &str,
        name: &str,
        bytes: usize,
    ) -> String {
        let created = self.create_upload(draft, slot, name, bytes).await.expect_status(201);
        created.header("location").to_owned()
    }

    pub(crate) async fn patch(&self, upload: &str, offset: usize, bytes: &[u8]) -> Answer {
        self.request(Method::PATCH, upload)
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", &offset.to_string())
            .header("content-type", CONTENT)
            .body(bytes.to_vec())
            .send()
            .await
    }

    /// Sends a PATCH with a body that may break; returns the status, or 0 without a response.
    pub(crate) async fn patch_with(&self, upload: &str, offset: usize, body: Body) -> u16 {
        let request = self.request(Method::PATCH, upload).header("tus-resumable", "1.0.0");
        let request = request.header("upload-offset", &offset.to_string());
        let answer = request.header("content-type", CONTENT).body(body).try_send().await;
        answer.map_or(0, |answer| answer.status)
    }

    pub(crate) async fn offset(&self, upload: &str) -> usize {
        let head = self.request(Method::HEAD, upload).header("tus-resumable", "1.0.0").send().await;
        head.expect_status(200).header("upload-offset").parse().unwrap()
    }

    /// Uploads a whole file and returns its address.
    pub(crate) async fn upload(&self, draft: &str, slot: &str, name: &str, bytes: &[u8]) -> String {
        let upload = self.new_upload(draft, slot, name, bytes.len()).await;
        self.patch(&upload, 0, bytes).await.expect_status(204);
        upload
    }
}
