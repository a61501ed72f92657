//! Files that are attached to messages: until their message is sent they wait in the conversation, and expire like an upload.

use super::finish;
use super::parts::FileStore;
use super::row::FileRow;
use super::store::{self, NewFile, select};
use super::vault::{Position, Writer};
use crate::base::Base;
use crate::fail::{Fail, Result};
use domain::file::{Usage, check_content, display_name};
use domain::form::Issue;
use domain::message;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// Files that wait in a conversation of this account, the oldest first; also those that are still uploaded, and those of the office.
pub(crate) async fn of_talk(
    base: &Base,
    database: impl SqliteExecutor<'_>,
    account: &str,
    talk: &str,
) -> Result<Vec<FileRow>> {
    let rows = sqlx::query_as(select!(
        "talk = ? AND account = ? AND message IS NULL AND expires_at > ? ORDER BY created_at, id"
    ));
    Ok(rows.bind(talk).bind(account).bind(base.clock.now_ms()).fetch_all(database).await?)
}

/// The files of these messages, in the order of each message.
pub(crate) async fn of_messages(
    database: impl SqliteExecutor<'_>,
    messages: &[&str],
) -> Result<Vec<FileRow>> {
    let ids = serde_json::to_string(messages).map_err(|_| Fail::Internal("ids"))?;
    let rows =
        sqlx::query_as(select!("message IN (SELECT value FROM json_each(?)) ORDER BY place, id"));
    Ok(rows.bind(ids).fetch_all(database).await?)
}

/// Attaches files to a message: they stay as long as it does. The keys with which they were created are no longer needed.
pub(crate) async fn attach(
    tx: &mut Transaction<'_, Sqlite>,
    message: &str,
    files: &[String],
) -> Result<()> {
    for (place, id) in files.iter().enumerate() {
        sqlx::query("UPDATE files SET message = ?, place = ?, expires_at = NULL WHERE id = ?")
            .bind(message)
            .bind(i64::try_from(place).unwrap_or(i64::MAX))
            .bind(id)
            .execute(&mut **tx)
            .await?;
        crate::idempotency::forget_file(tx, id).await?;
    }
    Ok(())
}

/// A file of a message about this application; 404 for any other.
pub(crate) async fn find_attached(
    database: impl SqliteExecutor<'_>,
    application: &str,
    id: &str,
) -> Result<FileRow> {
    let row: Option<FileRow> = sqlx::query_as(select!(
        "id = ? AND message IN (SELECT id FROM messages WHERE application = ?)"
    ))
    .bind(id)
    .bind(application)
    .fetch_optional(database)
    .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// A file of the office, complete, for its next message in a conversation of this account. 422 at `/file` for one that the citizen
/// could not send either.
pub(crate) async fn receive(
    files: &FileStore,
    account: &str,
    talk: &str,
    name: &str,
    content: &[u8],
) -> Result<FileRow> {
    let waiting = of_talk(&files.base, files.base.db.read(), account, talk).await?;
    let count = waiting.iter().filter(|file| file.by_office).count();
    let usage = Usage { count: u8::try_from(count).unwrap_or(u8::MAX), ..Usage::default() };
    if let Err(error) = check_content(name, content, &message::policy(), usage) {
        let issue = Issue { pointer: "/file".to_owned(), error: error.into() };
        return Err(Fail::Issues(ProblemCode::Invalid, vec![issue]));
    }
    let bytes = i64::try_from(content.len()).map_err(|_| ProblemCode::TooLarge)?;
    let new = NewFile {
        draft: None,
        talk: Some(talk),
        by_office: true,
        slot: message::SLOT,
        name: display_name(name),
        filetype: "",
        bytes,
    };
    let mut tx = files.base.db.begin().await?;
    let id = store::insert(&files.base, &mut tx, account, new).await?;
    tx.commit().await?;
    // Nobody else knows the id, but the sweeper, which finishes what is complete.
    let _lock = files.locks.acquire(&id).await;
    let keys = &files.base.keys;
    let mut writer = Writer::open(&files.vault, keys, &id, Position::default()).await?;
    writer.write(keys, content).await?;
    writer.flush(keys).await?;
    writer.sync().await?;
    store::record(&files.base, &id, writer.position()).await?;
    finish(files, &store::by_id(&files.base, &id).await?).await?;
    store::by_id(&files.base, &id).await
}
