//! Sealed storage of uploads. Each upload is one file, a sequence of sealed frames. A frame is `length of the plain text |
//! nonce | ciphertext`. It is bound to its file and its index, so that frames cannot be swapped, moved or repeated.
//!
//! The database records how many frames and bytes are valid. On resuming, bytes that a crash left beyond them are cut off.
//! If a power cut has lost bytes, the position is counted again from the undamaged frames.

mod recover;
mod writer;

use crate::keys::{self, Damaged, Keys};
use std::fs::File;
use std::io::{self, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};

pub(crate) use writer::Writer;

/// Plain bytes of a full frame.
const FRAME: usize = 256 * 1024;

const LENGTH: usize = 4;

#[derive(Debug, thiserror::Error)]
pub(crate) enum VaultError {
    #[error("a stored file: {0}")]
    Io(#[from] io::Error),
    #[error("a stored file is damaged")]
    Damaged(#[from] Damaged),
}

impl From<VaultError> for crate::fail::Fail {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Io(error) => Self::Io(error),
            VaultError::Damaged(error) => Self::Damaged(error),
        }
    }
}

/// How much of a file is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Position {
    /// Plain bytes.
    pub(crate) received: i64,
    /// Sealed bytes.
    pub(crate) stored: i64,
    pub(crate) frames: i64,
}

impl Position {
    fn advance(&mut self, plain: usize, sealed: usize) {
        self.received += i64::try_from(plain).unwrap_or(i64::MAX);
        self.stored += i64::try_from(sealed).unwrap_or(i64::MAX);
        self.frames += 1;
    }
}

/// Folder of the stored files.
#[derive(Debug, Clone)]
pub(crate) struct Vault {
    folder: PathBuf,
}

impl Vault {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Reads a file frame by frame. Blocks.
    pub(super) fn read(
        &self,
        keys: &Keys,
        id: &str,
        mut frame: impl FnMut(&[u8]),
    ) -> Result<(), VaultError> {
        self.read_while(keys, id, |plain| {
            frame(&plain);
            true
        })
    }

    /// Reads a file frame by frame until `frame` returns false. Blocks.
    pub(super) fn read_while(
        &self,
        keys: &Keys,
        id: &str,
        mut frame: impl FnMut(Vec<u8>) -> bool,
    ) -> Result<(), VaultError> {
        let mut frames = Frames::open(&self.path(id), id)?;
        while let Some(plain) = frames.next(keys)? {
            if !frame(plain) {
                break;
            }
        }
        Ok(())
    }

    /// Copies a file and seals it for its new id. Blocks.
    pub(super) fn copy(&self, keys: &Keys, from: &str, to: &str) -> Result<Position, VaultError> {
        let mut frames = Frames::open(&self.path(from), from)?;
        let (mut file, mut at) = (File::create_new(self.path(to))?, Position::default());
        while let Some(plain) = frames.next(keys)? {
            let frame = seal_frame(keys, to, at.frames, &plain)?;
            file.write_all(&frame)?;
            at.advance(plain.len(), frame.len());
        }
        file.sync_data()?;
        Ok(at)
    }

    pub(crate) async fn remove(&self, id: &str) -> io::Result<()> {
        match tokio::fs::remove_file(self.path(id)).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            result => result,
        }
    }

    /// Ids of files that have not been written to for an hour.
    pub(super) async fn idle(&self) -> io::Result<Vec<String>> {
        let mut ids = Vec::new();
        let mut entries = tokio::fs::read_dir(&self.folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let written = entry.metadata().await?.modified()?;
            if written.elapsed().is_ok_and(|age| age.as_secs() > 60 * 60) {
                ids.extend(entry.file_name().into_string());
            }
        }
        Ok(ids)
    }

    /// An id is safe as a file name: the server makes ids of letters and digits, and finds no others in its database.
    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(id)
    }
}

/// The frames of one file, in order.
struct Frames<'a> {
    file: BufReader<File>,
    id: &'a str,
    at: Position,
}

impl<'a> Frames<'a> {
    fn open(path: &Path, id: &'a str) -> io::Result<Self> {
        let file = BufReader::with_capacity(64 * 1024, File::open(path)?);
        Ok(Self { file, id, at: Position::default() })
    }

    /// The next frame; `None` at the end of the file.
    fn next(&mut self, keys: &Keys) -> Result<Option<Vec<u8>>, VaultError> {
        let mut length = [0; LENGTH];
        match self.file.read(&mut length[..1])? {
            0 => return Ok(None),
            _ => self.file.read_exact(&mut length[1..])?,
        }
        let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_| Damaged)?;
        if length > FRAME {
            return Err(Damaged.into());
        }
        let mut sealed = vec![0; length + keys::OVERHEAD];
        self.file.read_exact(&mut sealed)?;
        let plain = keys.open(&frame_context(self.id, self.at.frames), &sealed)?;
        if plain.len() != length {
            return Err(Damaged.into());
        }
        self.at.advance(length, LENGTH + sealed.len());
        Ok(Some(plain))
    }
}

fn seal_frame(keys: &Keys, id: &str, index: i64, plain: &[u8]) -> Result<Vec<u8>, Damaged> {
    let length = u32::try_from(plain.len()).map_err(|_| Damaged)?.to_le_bytes();
    Ok([&length[..], &keys.seal(&frame_context(id, index), plain)?].concat())
}

fn frame_context(id: &str, index: i64) -> String {
    format!("files/{id}/{index}")
}

#[cfg(test)]
mod tests;
