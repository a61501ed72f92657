//! Files in the database.

use super::parts::FileStore;
use super::row::{FileRow, Meta, meta_context};
use super::vault::Position;
use crate::base::Base;
use crate::clock::Clock;
use crate::fail::{Fail, Result};
use crate::named::Named;
use domain::file::FileError;
use domain::wire::file::{FileMark, FileState};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// An unfinished upload expires so long after its last bytes.
const EXPIRES_AFTER_MS: i64 = 24 * 60 * 60 * 1000;

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT id, draft, talk, message, by_office, slot, meta, bytes, received, stored, frames, state, error, sha256, ",
            "expires_at, received_at, opened_at, mark, marked_at, mark_reason FROM files WHERE ",
            $condition
        )
    };
}

pub(super) use select;

/// The citizen's own file. 404 for somebody else's, for one that has expired, and for one that the office has not sent yet.
pub(crate) async fn find(base: &Base, account: &str, id: &str) -> Result<FileRow> {
    find_in(base, base.db.read(), account, id).await
}

/// Like [`find`], in a transaction.
pub(crate) async fn find_in(
    base: &Base,
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<FileRow> {
    let row: Option<FileRow> = sqlx::query_as(select!(
        "id = ? AND account = ? AND (expires_at IS NULL OR expires_at > ?) AND (by_office = 0 OR message IS NOT NULL)"
    ))
    .bind(id)
    .bind(account)
    .bind(base.clock.now_ms())
    .fetch_optional(database)
    .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// Any file.
pub(super) async fn by_id(base: &Base, id: &str) -> Result<FileRow> {
    let row: Option<FileRow> =
        sqlx::query_as(select!("id = ?")).bind(id).fetch_optional(base.db.read()).await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// The files of a draft, the oldest first.
pub(crate) async fn of_draft(
    clock: &Clock,
    database: impl SqliteExecutor<'_>,
    draft: &str,
) -> Result<Vec<FileRow>> {
    let rows = sqlx::query_as(select!(
        "draft = ? AND (expires_at IS NULL OR expires_at > ?) ORDER BY created_at, id"
    ));
    Ok(rows.bind(draft).bind(clock.now_ms()).fetch_all(database).await?)
}

/// The files of an application, the oldest first.
pub(crate) async fn of_application(
    database: impl SqliteExecutor<'_>,
    application: &str,
) -> Result<Vec<FileRow>> {
    let rows = sqlx::query_as(select!("application = ? ORDER BY created_at, id"));
    Ok(rows.bind(application).fetch_all(database).await?)
}

/// A file of an application; 404 for one of another.
pub(crate) async fn find_of_application(
    database: impl SqliteExecutor<'_>,
    application: &str,
    id: &str,
) -> Result<FileRow> {
    let row: Option<FileRow> = sqlx::query_as(select!("id = ? AND application = ?"))
        .bind(id)
        .bind(application)
        .fetch_optional(database)
        .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// Completely received files that are not checked, because the server stopped in between.
pub(super) async fn unjudged(base: &Base) -> Result<Vec<FileRow>> {
    let rows = sqlx::query_as(select!("state = 'uploading' AND received = bytes"));
    Ok(rows.fetch_all(base.db.read()).await?)
}

/// A file that is going to be uploaded.
#[derive(Debug)]
pub(crate) struct NewFile<'a> {
    pub(crate) draft: Option<&'a str>,
    /// The case or question that it is going to be attached to a message of.
    pub(crate) talk: Option<&'a str>,
    pub(crate) by_office: bool,
    pub(crate) slot: &'a str,
    /// File name on the citizen's device.
    pub(crate) name: String,
    pub(crate) filetype: &'a str,
    pub(crate) bytes: i64,
}

pub(crate) async fn insert(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    new: NewFile<'_>,
) -> Result<String> {
    let (id, now) = (crate::ids::new_id(), base.clock.now_ms());
    let meta = Meta { name: new.name, filetype: new.filetype.to_owned() };
    sqlx::query(
        "INSERT INTO files (id, account, draft, talk, by_office, slot, meta, bytes, state, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(account)
    .bind(new.draft)
    .bind(new.talk)
    .bind(new.by_office)
    .bind(new.slot)
    .bind(base.keys.seal_json(&meta_context(&id), &meta)?)
    .bind(new.bytes)
    .bind(Named(FileState::Uploading))
    .bind(now)
    .bind(now + EXPIRES_AFTER_MS)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Copied content of a file, under a new id.
pub(super) struct FileCopy {
    pub(super) id: String,
    /// Id of the original.
    pub(super) original: String,
    /// What the office has decided about the original.
    pub(super) mark: Option<FileMark>,
    pub(super) slot: String,
    pub(super) meta: Meta,
    pub(super) sha256: String,
    pub(super) at: Position,
}

/// Adds a copy to the draft as an accepted file. `order` is added to the time of creation, so that several keep their order.
pub(super) async fn insert_copy(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    draft: &str,
    copy: &FileCopy,
    order: i64,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO files (id, account, draft, slot, meta, bytes, received, stored, frames, state, sha256, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&copy.id)
    .bind(account)
    .bind(draft)
    .bind(&copy.slot)
    .bind(base.keys.seal_json(&meta_context(&copy.id), &copy.meta)?)
    .bind(copy.at.received)
    .bind(copy.at.received)
    .bind(copy.at.stored)
    .bind(copy.at.frames)
    .bind(Named(FileState::Accepted))
    .bind(&copy.sha256)
    .bind(base.clock.now_ms() + order)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Gives the copy what has happened to the original: its time of receipt, and what the office has done with it.
pub(super) async fn copy_past(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    copy: &FileCopy,
) -> Result<()> {
    sqlx::query(
        "UPDATE files SET (received_at, opened_at) =
             (SELECT COALESCE(original.received_at, original.created_at), opened_at
              FROM files AS original WHERE original.id = ?)
         WHERE id = ?",
    )
    .bind(&copy.original)
    .bind(&copy.id)
    .execute(&mut **tx)
    .await?;
    match &copy.mark {
        Some(mark) => super::mark::set(base, tx, &copy.id, mark).await,
        None => Ok(()),
    }
}

/// Records how far an upload has come. 404 when it has been deleted meanwhile.
pub(crate) async fn record(base: &Base, id: &str, at: Position) -> Result<()> {
    let done = sqlx::query(
        "UPDATE files SET received = ?, stored = ?, frames = ?, expires_at = ?
         WHERE id = ? AND state = 'uploading'",
    )
    .bind(at.received)
    .bind(at.stored)
    .bind(at.frames)
    .bind(base.clock.now_ms() + EXPIRES_AFTER_MS)
    .bind(id)
    .execute(base.db.write())
    .await?;
    if done.rows_affected() == 0 { Err(ProblemCode::NotFound.into()) } else { Ok(()) }
}

/// Records whether a complete file is accepted, and if not, why. One that waits in a conversation still expires.
pub(super) async fn record_judgement(
    base: &Base,
    id: &str,
    sha256: Option<&str>,
    error: Option<&FileError>,
) -> Result<()> {
    let state = if error.is_none() { FileState::Accepted } else { FileState::Rejected };
    let error = error.map(serde_json::to_string).transpose();
    sqlx::query(
        "UPDATE files SET state = ?, error = ?, sha256 = ?, received_at = ?,
             expires_at = CASE WHEN talk IS NULL THEN NULL ELSE expires_at END
         WHERE id = ? AND state = 'uploading'",
    )
    .bind(Named(state))
    .bind(error.map_err(|_| Fail::Internal("a file error"))?)
    .bind(sha256)
    .bind(base.clock.now_ms())
    .bind(id)
    .execute(base.db.write())
    .await?;
    Ok(())
}

/// Moves `files` from a draft to the application that it became, and deletes `left_out`. The keys with which the files were
/// created are no longer needed.
pub(crate) async fn hand_over(
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    files: &[FileRow],
    left_out: &[FileRow],
) -> Result<()> {
    for file in files {
        sqlx::query("UPDATE files SET application = ?, draft = NULL WHERE id = ?")
            .bind(application)
            .bind(&file.id)
            .execute(&mut **tx)
            .await?;
        crate::idempotency::forget_file(tx, &file.id).await?;
    }
    for file in left_out {
        delete(&mut **tx, &file.id).await?;
    }
    Ok(())
}

pub(crate) async fn delete(database: impl SqliteExecutor<'_>, id: &str) -> Result<()> {
    sqlx::query("DELETE FROM files WHERE id = ?").bind(id).execute(database).await?;
    Ok(())
}

/// Ids of unfinished uploads that have expired.
pub(super) async fn expired(base: &Base) -> Result<Vec<String>> {
    let ids = sqlx::query_scalar("SELECT id FROM files WHERE expires_at <= ?");
    Ok(ids.bind(base.clock.now_ms()).fetch_all(base.db.read()).await?)
}

/// Deletes the stored content of files that are no longer in the database. If that fails, the sweeper tries again later.
pub(crate) async fn delete_content(files: &FileStore, ids: &[String]) {
    for id in ids {
        if let Err(error) = files.vault.remove(id).await {
            tracing::error!(%error, "a file stays behind");
        }
    }
}
