use super::{FRAME, Position, Vault, VaultError, recover, seal_frame};
use crate::keys::Keys;
use tokio::fs::{File, OpenOptions};
use tokio::io::AsyncWriteExt as _;

/// Appends to one file.
pub(crate) struct Writer {
    id: String,
    file: File,
    at: Position,
    /// Plain bytes that do not fill a frame yet.
    buffer: Vec<u8>,
}

impl Writer {
    /// Opens the file at its recorded end and cuts off what is beyond. If bytes are missing, continues after the undamaged
    /// frames.
    pub(crate) async fn open(
        vault: &Vault,
        keys: &Keys,
        id: &str,
        recorded: Position,
    ) -> Result<Self, VaultError> {
        let path = vault.path(id);
        let file = OpenOptions::new().create(true).append(true).open(&path).await?;
        let length = i64::try_from(file.metadata().await?.len()).unwrap_or(i64::MAX);
        let at = if length < recorded.stored {
            recover::undamaged_end(&path, id, keys)
        } else {
            recorded
        };
        if length > at.stored {
            file.set_len(at.stored.unsigned_abs()).await?;
        }
        Ok(Self { id: id.to_owned(), file, at, buffer: Vec::new() })
    }

    /// Position in the file, without the bytes in memory.
    pub(crate) fn position(&self) -> Position {
        self.at
    }

    /// Number of plain bytes, including those in memory.
    pub(crate) fn received(&self) -> u64 {
        self.at.received.unsigned_abs() + self.buffer.len() as u64
    }

    pub(crate) async fn write(&mut self, keys: &Keys, mut bytes: &[u8]) -> Result<(), VaultError> {
        while !bytes.is_empty() {
            let (now, rest) = bytes.split_at(bytes.len().min(FRAME - self.buffer.len()));
            self.buffer.extend_from_slice(now);
            bytes = rest;
            if self.buffer.len() == FRAME {
                self.flush(keys).await?;
            }
        }
        Ok(())
    }

    /// Seals and writes the bytes in memory.
    pub(crate) async fn flush(&mut self, keys: &Keys) -> Result<(), VaultError> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let frame = seal_frame(keys, &self.id, self.at.frames, &self.buffer)?;
        self.file.write_all(&frame).await?;
        self.file.flush().await?;
        self.at.advance(self.buffer.len(), frame.len());
        self.buffer.clear();
        Ok(())
    }

    /// Waits until everything written is on the disk.
    pub(crate) async fn sync(&self) -> Result<(), VaultError> {
        Ok(self.file.sync_data().await?)
    }
}
