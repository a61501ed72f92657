use crate::keys::sha256;
use axum::body::Bytes;
use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// Caches files in memory and reads them again when they change on the disk.
#[derive(Debug)]
pub(super) struct Store {
    root: PathBuf,
    files: Mutex<HashMap<PathBuf, (Stamp, File)>>,
}

#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) bytes: Bytes,
    /// Strong entity tag, made from the content.
    pub(super) tag: String,
}

type Stamp = (SystemTime, u64);

impl Store {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, files: Mutex::default() }
    }

    /// The file at a path below the root; `None` when there is none.
    pub(super) async fn read(&self, path: &str) -> io::Result<Option<File>> {
        let path = self.root.join(path);
        let Some(stamp) = stamp(&path).await else { return Ok(None) };
        if let Some(file) = self.cached(&path, stamp) {
            return Ok(Some(file));
        }
        let bytes = Bytes::from(tokio::fs::read(&path).await?);
        let hash = sha256(&bytes);
        let tag = format!("\"{}\"", crate::ids::hex(hash.get(..16).unwrap_or(&hash)));
        let file = File { bytes, tag };
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path, (stamp, file.clone()));
        Ok(Some(file))
    }

    pub(super) async fn exists(&self, path: &str) -> bool {
        stamp(&self.root.join(path)).await.is_some()
    }

    fn cached(&self, path: &PathBuf, stamp: Stamp) -> Option<File> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(path).filter(|(then, _)| *then == stamp).map(|(_, file)| file.clone())
    }
}

/// Modification time and length of a file; `None` if the path is no file.
async fn stamp(path: &PathBuf) -> Option<Stamp> {
    let metadata = tokio::fs::metadata(path).await.ok()?;
    let written = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    metadata.is_file().then_some((written, metadata.len()))
}
