use crate::file::FileError;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A document of a draft or an application, also while it is being uploaded. Its id is the last part of its tus URL,
/// `/uploads/{id}`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileInfo {
    pub id: String,
    pub slot: String,
    pub name: String,
    pub bytes: u64,
    /// Bytes that the server has received.
    pub received: u64,
    pub state: FileState,
    /// Why the file was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<FileError>,
    /// SHA-256 of the content, hexadecimal, once complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// When the server deletes the upload if it is still unfinished.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "super::time::moment_or_none"
    )]
    pub expires_at: Option<DateTime<Utc>>,
    /// When the last byte arrived.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "super::time::moment_or_none"
    )]
    pub received_at: Option<DateTime<Utc>>,
    /// When somebody at the office first opened it (nh-3).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "super::time::moment_or_none"
    )]
    pub opened_at: Option<DateTime<Utc>>,
    /// What the office has decided about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<FileMark>,
}

/// What the office has decided about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileMark {
    pub kind: MarkKind,
    #[serde(with = "super::time::moment")]
    pub at: DateTime<Utc>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    Accepted,
    Refused,
    /// Of a newer version of the API.
    #[serde(other)]
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    Uploading,
    Accepted,
    Rejected,
}

// A file's name can reveal a diagnosis.
impl std::fmt::Debug for FileInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileInfo").field("id", &self.id).field("state", &self.state).finish()
    }
}
