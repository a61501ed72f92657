//! A file as stored in the database: everything but its content.

use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::keys::Keys;
use crate::named::Named;
use chrono::{DateTime, Utc};
use domain::file::FileError;
use domain::wire::file::{FileInfo, FileMark, FileState, MarkKind};
use serde::{Deserialize, Serialize};

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct FileRow {
    pub(crate) id: String,
    pub(crate) draft: Option<String>,
    /// The case or question in whose conversation it was uploaded.
    pub(crate) talk: Option<String>,
    /// The message that it is attached to.
    pub(crate) message: Option<String>,
    /// Whether the office has sent it, or is going to.
    pub(crate) by_office: bool,
    pub(crate) slot: String,
    meta: Vec<u8>,
    bytes: i64,
    /// Bytes of the file that have arrived.
    pub(crate) received: i64,
    /// Size of the sealed frames that hold them.
    pub(crate) stored: i64,
    pub(crate) frames: i64,
    state: Named<FileState>,
    error: Option<String>,
    pub(crate) sha256: Option<String>,
    expires_at: Option<i64>,
    received_at: Option<i64>,
    opened_at: Option<i64>,
    mark: Option<Named<MarkKind>>,
    marked_at: Option<i64>,
    mark_reason: Option<Vec<u8>>,
}

/// Name and type as uploaded. Sealed, because a file name can reveal a diagnosis.
#[derive(Serialize, Deserialize)]
pub(crate) struct Meta {
    pub(crate) name: String,
    pub(crate) filetype: String,
}

impl FileRow {
    pub(crate) fn is(&self, state: FileState) -> bool {
        self.state.0 == state
    }

    /// Size of the complete file.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.unsigned_abs()
    }

    pub(crate) fn meta(&self, keys: &Keys) -> Result<Meta> {
        Ok(keys.open_json(&meta_context(&self.id), &self.meta)?)
    }

    pub(crate) fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.expires_at.map(from_ms)
    }

    pub(crate) fn info(&self, keys: &Keys) -> Result<FileInfo> {
        let error = self.error.as_deref().map(serde_json::from_str::<FileError>).transpose();
        Ok(FileInfo {
            id: self.id.clone(),
            slot: self.slot.clone(),
            name: self.meta(keys)?.name,
            bytes: self.bytes(),
            received: self.received.unsigned_abs(),
            state: self.state.0,
            error: error.map_err(|_| Fail::Internal("a file error"))?,
            sha256: self.sha256.clone(),
            expires_at: self.expires_at(),
            received_at: self.received_at.map(from_ms),
            opened_at: self.opened_at.map(from_ms),
            mark: self.mark(keys)?,
        })
    }

    /// Whether somebody of the office has opened the file.
    pub(crate) fn is_opened(&self) -> bool {
        self.opened_at.is_some()
    }

    /// What the office has decided about the file.
    pub(crate) fn mark(&self, keys: &Keys) -> Result<Option<FileMark>> {
        let Some((Named(kind), at)) = self.mark.zip(self.marked_at) else { return Ok(None) };
        let open = |sealed: &Vec<u8>| keys.open_json(&reason_context(&self.id), sealed);
        let reason = self.mark_reason.as_ref().map(open).transpose()?;
        Ok(Some(FileMark { kind, at: from_ms(at), reason }))
    }

    /// Whether it waits to be sent with a message, complete or not.
    pub(crate) fn waits_in_talk(&self) -> bool {
        self.talk.is_some() && self.message.is_none()
    }

    /// Whether it can be sent with a message.
    pub(crate) fn is_ready(&self) -> bool {
        self.waits_in_talk() && self.is(FileState::Accepted)
    }

    /// Whether all bytes have arrived and the file is not checked yet.
    pub(crate) fn awaits_judgement(&self) -> bool {
        self.is(FileState::Uploading) && self.received == self.bytes
    }
}

pub(super) fn reason_context(id: &str) -> String {
    format!("files/reason/{id}")
}

pub(super) fn meta_context(id: &str) -> String {
    format!("files/meta/{id}")
}
