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
