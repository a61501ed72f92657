//! Accepts or rejects complete files, and cleans up unfinished ones.

use super::inspect::{inspect, judge};
use super::parts::FileStore;
use super::row::FileRow;
use super::store;
use crate::fail::{Fail, Result};
use domain::file::{FileError, FilePolicy};
use domain::message;
use domain::wire::problem::ProblemCode;

/// Checks a completely received file and records whether it is accepted. The caller holds the lock of the upload.
pub(crate) async fn finish(files: &FileStore, file: &FileRow) -> Result<()> {
    let (hash, error) = if file.bytes() == 0 {
        (None, Some(FileError::Empty))
    } else {
        match inspect(files, &file.id).await? {
            // The disk has lost data. For the citizen this is the same as a file that is cut off.
            None => (None, Some(FileError::Truncated)),
            Some(inspected) => {
                let policy = policy_of(files, file).await?;
                let name = file.meta(&files.base.keys)?.name;
                let error = judge(&name, file, &inspected, &policy);
                (Some(inspected.sha256), error)
            }
        }
    };
    store::record_judgement(&files.base, &file.id, hash.as_deref(), error.as_ref()).await
}

/// Sweeper: checks files that were left unchecked when the server stopped, deletes expired uploads, and removes stored files
/// that the database does not have.
pub(crate) async fn sweep(files: &FileStore) -> Result<()> {
    for file in store::unjudged(&files.base).await? {
        if let Some(_lock) = files.locks.acquire(&file.id).await {
            match finish(files, &file).await {
                // Its draft, or the service of its draft, is gone meanwhile. The other files do not wait for that.
                Err(Fail::Code(ProblemCode::NotFound)) => {}
                judged => judged?,
            }
        }
    }
    for id in store::expired(&files.base).await? {
        store::delete(files.base.db.write(), &id).await?;
        files.vault.remove(&id).await?;
    }
    for id in files.vault.idle().await? {
        let recorded: Option<i64> = sqlx::query_scalar("SELECT 1 FROM files WHERE id = ?")
            .bind(&id)
            .fetch_optional(files.base.db.read())
            .await?;
        if recorded.is_none() {
            files.vault.remove(&id).await?;
        }
    }
    Ok(())
}

/// What the slot of a draft accepts, or a message.
async fn policy_of(files: &FileStore, file: &FileRow) -> Result<FilePolicy> {
    if file.talk.is_some() {
        return Ok(message::policy());
    }
    let id: Option<String> = sqlx::query_scalar("SELECT service FROM drafts WHERE id = ?")
        .bind(&file.draft)
        .fetch_optional(files.base.db.read())
        .await?;
    let service = id.and_then(|id| files.catalogue.get(&id)).ok_or(ProblemCode::NotFound)?;
    Ok(service.slot(&file.slot).ok_or(ProblemCode::NotFound)?.policy.clone())
}
