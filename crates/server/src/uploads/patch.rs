//! Receives the bytes of a file. A task of its own writes them: when the connection breaks, the request ends, but the
//! task still saves what has arrived.

use super::headers::{UPLOAD_EXPIRES, UPLOAD_OFFSET, http_date, number};
use super::locked::locked;
use super::parts::Uploads;
use crate::auth::Signed;
use crate::fail::{Fail, Result};
use crate::files::{self, FileRow, Lock, Position, Writer};
use crate::http::Id;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::file::FileState;
use domain::wire::problem::ProblemCode;
use http_body::Body as _;
use http_body_util::BodyExt as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

const CONTENT: &str = "application/offset+octet-stream";

/// Progress is recorded in the database after so many bytes or so much time, whichever comes first.
const RECORD_BYTES: i64 = 4 * 1024 * 1024;
const RECORD_TIME: Duration = Duration::from_secs(1);

/// Appends bytes at `Upload-Offset`. If the connection breaks, the bytes that have arrived are saved.
///
/// 409 when the offset is not the current one; 413 for more bytes than `Upload-Length`; 415 for another media type; 423
/// while another request is uploading; 404 when the upload has expired or been deleted.
#[utoipa::path(patch, path = "/uploads/{id}", tag = "uploads",
    params(
        ("id" = String, Path),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`"),
        ("Upload-Offset" = u64, Header),
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    security(("session" = [])),
    responses((status = 204, headers(("Upload-Offset" = u64), ("Upload-Expires" = String)))))]
pub(super) async fn patch(
    State(uploads): State<Arc<Uploads>>,
    Signed { account }: Signed,
    Id(id): Id,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    if headers.get(header::CONTENT_TYPE).is_none_or(|content| content != CONTENT) {
        return Err(ProblemCode::UnsupportedMediaType.into());
    }
    let offset = number(&headers, &UPLOAD_OFFSET)?;
    files::find(&uploads.base, &account, &id).await?;
    let lock = uploads.files.locks.acquire(&id).await.ok_or_else(locked)?;
    // Read again with the lock: another request may have added bytes in between.
    let file = files::find(&uploads.base, &account, &id).await?;
    let append = Append { uploads, account, file, lock };
    let done = tokio::spawn(append.run(offset, body)).await;
    done.map_err(|_| Fail::Internal("an upload task"))?
}

struct Append {
    uploads: Arc<Uploads>,
    account: String,
    file: FileRow,
    lock: Lock,
}

impl Append {
    async fn run(mut self, offset: u64, body: Body) -> Result<Response> {
        let recorded = Position {
            received: self.file.received,
            stored: self.file.stored,
            frames: self.file.frames,
        };
        if self.file.is(FileState::Uploading) {
            let mut writer = Writer::open(
                &self.uploads.files.vault,
                &self.uploads.base.keys,
                &self.file.id,
                recorded,
            )
            .await?;
            if writer.position() != recorded {
                files::record(&self.uploads.base, &self.file.id, writer.position()).await?;
            }
            self.check(offset, writer.received(), &body)?;
            let result = self.receive(&mut writer, body).await;
            // Save what has arrived, even if receiving has failed.
            writer.flush(&self.uploads.base.keys).await?;
            files::record(&self.uploads.base, &self.file.id, writer.position()).await?;
            result?;
            if writer.received() == self.file.bytes() {
                // A complete file must survive a power cut. A part may lose its end: the next request counts what is
                // there.
                writer.sync().await?;
            }
        } else {
            self.check(offset, self.file.bytes(), &body)?;
        }
        self.respond().await
    }

    fn check(&self, offset: u64, current: u64, body: &Body) -> Result<()> {
        if offset != current {
            return Err(Fail::Status(StatusCode::CONFLICT, ProblemCode::NotAllowed));
        }
        let room = self.file.bytes().saturating_sub(current);
        if body.size_hint().lower() > room { Err(ProblemCode::TooLarge.into()) } else { Ok(()) }
    }

    async fn receive(&mut self, writer: &mut Writer, mut body: Body) -> Result<()> {
        let mut recorded = (writer.position(), Instant::now());
        while let Some(bytes) = self.next(&mut body).await? {
            self.lock.record_activity();
            let room = self.file.bytes().saturating_sub(writer.received());
            if bytes.len() as u64 > room {
                return Err(ProblemCode::TooLarge.into());
            }
            writer.write(&self.uploads.base.keys, &bytes).await?;
            let new = writer.position().received - recorded.0.received;
            if new >= RECORD_BYTES || recorded.1.elapsed() >= RECORD_TIME {
                writer.flush(&self.uploads.base.keys).await?;
                files::record(&self.uploads.base, &self.file.id, writer.position()).await?;
                recorded = (writer.position(), Instant::now());
            }
        }
        Ok(())
    }

    /// The next bytes; `None` at the end of the body.
    async fn next(&mut self, body: &mut Body) -> Result<Option<Bytes>> {
        loop {
            let frame = tokio::select! {
                frame = body.frame() => frame,
                () = self.lock.asked_to_leave() => return Err(locked()),
                () = self.uploads.stopping.stopped() => return Err(ProblemCode::Unavailable.into()),
            };
            match frame {
                None => return Ok(None),
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Ok(Some(bytes));
                    }
                }
                Some(Err(_)) => {
                    return Err(Fail::Status(
                        StatusCode::REQUEST_TIMEOUT,
                        ProblemCode::Unavailable,
                    ));
                }
            }
        }
    }

    /// Checks the file if it is complete, and responds with the new offset.
    async fn respond(self) -> Result<Response> {
        let file = files::find(&self.uploads.base, &self.account, &self.file.id).await?;
        if file.awaits_judgement() {
            files::finish(&self.uploads.files, &file).await?;
        }
        let mut headers = HeaderMap::new();
        headers.insert(UPLOAD_OFFSET, HeaderValue::from(file.received.unsigned_abs()));
        if let Some(expires_at) = file.expires_at().filter(|_| !file.awaits_judgement()) {
            headers.insert(UPLOAD_EXPIRES, http_date(expires_at));
        }
        Ok((StatusCode::NO_CONTENT, headers).into_response())
    }
}
