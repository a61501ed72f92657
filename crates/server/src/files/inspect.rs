//! Reads a stored file to find out what it really is.

use super::parts::FileStore;
use super::row::FileRow;
use super::vault::{Vault, VaultError};
use crate::fail::{Fail, Result};
use crate::keys::Keys;
use domain::file::{FileError, FilePolicy, HEAD, TAIL, Usage, check_offer};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// Result of reading a whole file.
#[derive(Debug)]
pub(crate) struct Inspected {
    /// Hexadecimal.
    pub(crate) sha256: String,
    bytes: u64,
    head: Vec<u8>,
    tail: Vec<u8>,
}

/// Reads and decrypts the whole file. `None` when it is damaged.
pub(crate) async fn inspect(files: &FileStore, id: &str) -> Result<Option<Inspected>> {
    let (vault, keys) = (files.vault.clone(), Arc::clone(&files.base.keys));
    let id = id.to_owned();
    let read = tokio::task::spawn_blocking(move || read(&vault, &keys, &id)).await;
    match read.map_err(|_| Fail::Internal("a reader"))? {
        Ok(inspected) => Ok(Some(inspected)),
        Err(VaultError::Damaged(_)) => Ok(None),
        Err(VaultError::Io(error))
            if matches!(
                error.kind(),
                std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::NotFound
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Why the slot does not accept the file, judged by name and content; `None` if it does. The number of files is checked
/// elsewhere.
pub(crate) fn judge(
    name: &str,
    file: &FileRow,
    inspected: &Inspected,
    policy: &FilePolicy,
) -> Option<FileError> {
    if inspected.bytes != file.bytes() {
        return Some(FileError::Truncated);
    }
    check_offer(name, inspected.bytes, &inspected.head, &inspected.tail, policy, Usage::default())
        .err()
}

fn read(vault: &Vault, keys: &Keys, id: &str) -> std::result::Result<Inspected, VaultError> {
    let mut hash = Sha256::new();
    let (mut bytes, mut head, mut tail) = (0, Vec::new(), Vec::new());
    vault.read(keys, id, |frame| {
        hash.update(frame);
        bytes += frame.len() as u64;
        head.extend(frame.iter().take(HEAD - head.len()));
        tail.extend_from_slice(frame.get(frame.len().saturating_sub(TAIL)..).unwrap_or(frame));
        tail.drain(..tail.len().saturating_sub(TAIL));
    })?;
    Ok(Inspected { sha256: crate::ids::hex(&hash.finalize()), bytes, head, tail })
}
