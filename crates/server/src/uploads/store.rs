//! Files in the database: what is known about them beside their bytes.

use super::metadata::Metadata;
use crate::app::App;
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::journal::{from_name, to_name};
use chrono::{DateTime, Utc};
use domain::file::FileError;
use domain::wire::file::{FileInfo, FileState};
use domain::wire::problem::ProblemCode;
use serde::{Deserialize, Serialize};
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// An unfinished upload is kept so long after its last bytes.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct FileRow {
    pub(crate) id: String,
    pub(crate) draft: Option<String>,
    pub(crate) slot: String,
    meta: Vec<u8>,
    bytes: i64,
    /// Bytes of the file that have arrived.
    pub(super) received: i64,
    /// Bytes of sealed frames that hold them.
    pub(super) stored: i64,
    pub(super) frames: i64,
    state: String,
    error: Option<String>,
    pub(crate) sha256: Option<String>,
    expires_at: Option<i64>,
}

/// What the citizen called the file. Sealed: a name can tell a diagnosis.
#[derive(Serialize, Deserialize)]
pub(crate) struct Meta {
    pub(crate) name: String,
    pub(crate) filetype: String,
}

impl FileRow {
    pub(crate) fn is(&self, state: FileState) -> bool {
        to_name(&state).is_ok_and(|name| name == self.state)
    }

    /// The size that the whole file has.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.unsigned_abs()
    }

    pub(crate) fn meta(&self, app: &App) -> Result<Meta> {
        Ok(app.keys.open_json(&place(&self.id), &self.meta)?)
    }

    pub(super) fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.expires_at.map(from_ms)
    }

    pub(crate) fn info(&self, app: &App) -> Result<FileInfo> {
        let error = self.error.as_deref().map(serde_json::from_str::<FileError>).transpose();
        Ok(FileInfo {
            id: self.id.clone(),
            slot: self.slot.clone(),
            name: self.meta(app)?.name,
            bytes: self.bytes(),
            received: self.received.unsigned_abs(),
            state: from_name(self.state.clone())?,
            error: error.map_err(|_| Fail::Internal("a file error"))?,
            sha256: self.sha256.clone(),
            expires_at: self.expires_at(),
        })
    }

    /// Whether every byte is there and nobody has judged them yet.
    pub(super) fn awaits_judgement(&self) -> bool {
        self.is(FileState::Uploading) && self.received == self.bytes
    }
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT id, draft, slot, meta, bytes, received, stored, frames, state, error, sha256, expires_at ",
            "FROM files WHERE ",
            $condition
        )
    };
}

/// The citizen's own file. Somebody else's and an expired one are not found.
pub(super) async fn find(app: &App, account: &str, id: &str) -> Result<FileRow> {
    find_in(app, app.db.read(), account, id).await
}

/// As [`find`], in a transaction.
pub(super) async fn find_in(
    app: &App,
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<FileRow> {
    let row: Option<FileRow> = sqlx::query_as(select!(
        "id = ? AND account = ? AND (expires_at IS NULL OR expires_at > ?)"
    ))
    .bind(id)
    .bind(account)
    .bind(app.clock.now_ms())
    .fetch_optional(database)
    .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// The files of a draft, the oldest first.
pub(crate) async fn of_draft(
    app: &App,
    database: impl SqliteExecutor<'_>,
    draft: &str,
) -> Result<Vec<FileRow>> {
    let rows = sqlx::query_as(select!(
        "draft = ? AND (expires_at IS NULL OR expires_at > ?) ORDER BY created_at, id"
    ));
    Ok(rows.bind(draft).bind(app.clock.now_ms()).fetch_all(database).await?)
}

/// The files of an application, the oldest first.
pub(crate) async fn of_application(
    database: impl SqliteExecutor<'_>,
    application: &str,
) -> Result<Vec<FileRow>> {
    let rows = sqlx::query_as(select!("application = ? ORDER BY created_at, id"));
    Ok(rows.bind(application).fetch_all(database).await?)
}

/// Files whose bytes are all there but which nobody has judged: the server stopped in between.
pub(super) async fn unjudged(app: &App) -> Result<Vec<FileRow>> {
    let rows = sqlx::query_as(select!("state = 'uploading' AND received = bytes"));
    Ok(rows.fetch_all(app.db.read()).await?)
}

pub(super) async fn insert(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    metadata: &Metadata,
    name: String,
    bytes: i64,
) -> Result<String> {
    let (id, now) = (crate::ids::new_id(), app.clock.now_ms());
    let meta = Meta { name, filetype: metadata.filetype.clone() };
    sqlx::query(
        "INSERT INTO files (id, account, draft, slot, meta, bytes, state, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(account)
    .bind(&metadata.draft)
    .bind(&metadata.slot)
    .bind(app.keys.seal_json(&place(&id), &meta)?)
    .bind(bytes)
    .bind(to_name(&FileState::Uploading)?)
    .bind(now)
    .bind(now + KEPT_MS)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// A new accepted file of a draft with the content of another. `turn` keeps the order of several.
pub(super) async fn insert_copy(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    draft: &str,
    copy: &super::copy::Copy,
    turn: i64,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO files (id, account, draft, slot, meta, bytes, received, stored, frames, state, sha256, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&copy.id)
    .bind(account)
    .bind(draft)
    .bind(&copy.slot)
    .bind(app.keys.seal_json(&place(&copy.id), &copy.meta)?)
    .bind(copy.at.received)
    .bind(copy.at.received)
    .bind(copy.at.stored)
    .bind(copy.at.frames)
    .bind(to_name(&FileState::Accepted)?)
    .bind(&copy.sha256)
    .bind(app.clock.now_ms() + turn)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says of a copy that it was received when the original was.
pub(super) async fn keep_receipt(
    tx: &mut Transaction<'_, Sqlite>,
    copy: &str,
    original: &str,
) -> Result<()> {
    sqlx::query(
        "UPDATE files SET received_at =
             (SELECT COALESCE(original.received_at, original.created_at) FROM files AS original WHERE original.id = ?)
         WHERE id = ?",
    )
    .bind(original)
    .bind(copy)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Records how far an upload has come. 404 when it has been deleted meanwhile.
pub(super) async fn record(app: &App, id: &str, at: super::vault::Position) -> Result<()> {
    let done = sqlx::query(
        "UPDATE files SET received = ?, stored = ?, frames = ?, expires_at = ?
         WHERE id = ? AND state = 'uploading'",
    )
    .bind(at.received)
    .bind(at.stored)
    .bind(at.frames)
    .bind(app.clock.now_ms() + KEPT_MS)
    .bind(id)
    .execute(app.db.write())
    .await?;
    if done.rows_affected() == 0 { Err(ProblemCode::NotFound.into()) } else { Ok(()) }
}

/// Records the judgement on a whole file.
pub(super) async fn judged(
    app: &App,
    id: &str,
    sha256: Option<&str>,
    error: Option<&FileError>,
) -> Result<()> {
    let state = if error.is_none() { FileState::Accepted } else { FileState::Rejected };
    let error = error.map(serde_json::to_string).transpose();
    sqlx::query(
        "UPDATE files SET state = ?, error = ?, sha256 = ?, received_at = ?, expires_at = NULL
         WHERE id = ? AND state = 'uploading'",
    )
    .bind(to_name(&state)?)
    .bind(error.map_err(|_| Fail::Internal("a file error"))?)
    .bind(sha256)
    .bind(app.clock.now_ms())
    .bind(id)
    .execute(app.db.write())
    .await?;
    Ok(())
}

/// Moves files from a draft to the application that it became; what was left out is deleted. Nobody repeats their creation
/// any more.
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

pub(super) async fn delete(database: impl SqliteExecutor<'_>, id: &str) -> Result<()> {
    sqlx::query("DELETE FROM files WHERE id = ?").bind(id).execute(database).await?;
    Ok(())
}

/// Ids of unfinished uploads whose time is over.
pub(super) async fn expired(app: &App) -> Result<Vec<String>> {
    let ids = sqlx::query_scalar("SELECT id FROM files WHERE expires_at <= ?");
    Ok(ids.bind(app.clock.now_ms()).fetch_all(app.db.read()).await?)
}

/// Deletes the bytes of files that the database does not know any more. What cannot be deleted now is found again by
/// the sweeper.
pub(crate) async fn forget(app: &App, ids: &[String]) {
    for id in ids {
        if let Err(error) = app.vault.remove(id).await {
            tracing::error!(%error, "a file stays behind");
        }
    }
}

fn place(id: &str) -> String {
    format!("files/meta/{id}")
}
