//! The durable journal: what happened to cases, in order, and what else the pages of their owners have to hear of. Live events
//! are read from it.
//!
//! A line of kind [`Change::State`] or with a comment is spoken: it belongs to the log that the citizen reads, and lives as long as its
//! case. The others are silent: they only drive streams, and are [trimmed](trim).

mod trim;

pub(crate) use trim::{forget, trim, trim_until};

use crate::audit::{self, By, Note};
use crate::base::Base;
use crate::db::Db;
use crate::fail::Result;
use crate::keys::Keys;
use crate::named::Named;
use domain::case::CaseState;
use domain::form::Text;
use domain::wire::event::Change;
use sqlx::{Sqlite, SqliteExecutor, Transaction};
use std::ops::RangeInclusive;

/// A new line. `at` is in Unix milliseconds.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) account: &'a str,
    pub(crate) application: Option<&'a str>,
    /// The state of the application since this line.
    pub(crate) state: Option<CaseState>,
    pub(crate) kind: Change,
    /// Id of the file, booking, message or question that has changed.
    pub(crate) subject: Option<&'a str>,
    pub(crate) by: By<'a>,
    pub(crate) at: i64,
    /// Only of a line about an application.
    pub(crate) comment: Option<&'a Text>,
}

impl<'a> Entry<'a> {
    /// A move of a case, which is named by its account and its id.
    pub(crate) fn of(
        (account, application): (&'a str, &'a str),
        state: CaseState,
        by: By<'a>,
        at: i64,
    ) -> Self {
        Self {
            account,
            application: Some(application),
            state: Some(state),
            kind: Change::State,
            subject: None,
            by,
            at,
            comment: None,
        }
    }
}

/// Writes a line, here and in the audit, and returns its id. SQLite assigns ids under the write lock, so a reader that has seen an
/// id has seen all before it; a database with several writers would need a lock here.
pub(crate) async fn write(
    keys: &Keys,
    tx: &mut Transaction<'_, Sqlite>,
    entry: Entry<'_>,
) -> Result<i64> {
    let sealed = entry
        .application
        .zip(entry.comment)
        .map(|(application, text)| keys.seal_json(&comment_context(application), text));
    let kind = Named(entry.kind);
    let id = sqlx::query_scalar(
        "INSERT INTO journal (account, application, kind, subject, actor, at, state, comment)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(entry.account)
    .bind(entry.application)
    .bind(kind)
    .bind(entry.subject)
    .bind(entry.by.name())
    .bind(entry.at)
    .bind(entry.state.map(Named))
    .bind(sealed.transpose()?)
    .fetch_one(&mut **tx)
    .await?;
    let note = Note {
        at: entry.at,
        by: entry.by,
        act: &kind.to_string(),
        account: Some(entry.account),
        application: entry.application,
        subject: entry.subject,
    };
    audit::note(&mut **tx, note).await?;
    Ok(id)
}

/// Notes that sessions of the account have ended, so that its streams look whether theirs has. The caller wakes them after the
/// commit; otherwise they hear of it as of what other processes write.
pub(crate) async fn end_sessions(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    by: By<'_>,
) -> Result<()> {
    let entry = Entry {
        account,
        application: None,
        state: None,
        kind: Change::Session,
        subject: None,
        by,
        at: base.clock.now_ms(),
        comment: None,
    };
    write(&base.keys, tx, entry).await?;
    Ok(())
}

/// Decrypts the comment of an entry about `application`.
pub(crate) fn comment(
    keys: &Keys,
    application: &str,
    sealed: Option<&[u8]>,
) -> Result<Option<Text>> {
    let open = |sealed| keys.open_json(&comment_context(application), sealed);
    Ok(sealed.map(open).transpose()?)
}

/// Ids after which no line is missing; the last one is that of the newest line, which may be gone. 0 before the first.
pub(crate) async fn position(db: &Db) -> Result<RangeInclusive<i64>> {
    let ends: (i64, i64) = sqlx::query_as(
        "SELECT trimmed_to, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0) FROM journal_floor",
    )
    .fetch_one(db.read())
    .await?;
    Ok(ends.0..=ends.1)
}

/// When something of this kind was last done with the subject, in Unix milliseconds.
pub(crate) async fn last_done(
    database: impl SqliteExecutor<'_>,
    application: &str,
    kind: Change,
    subject: &str,
) -> Result<Option<i64>> {
    let at = sqlx::query_scalar(
        "SELECT max(at) FROM journal WHERE application = ? AND kind = ? AND subject = ?",
    );
    Ok(at.bind(application).bind(Named(kind)).bind(subject).fetch_one(database).await?)
}

/// The version of a case: the id of its newest line that is spoken, except of files: whoever marks them acts afterwards.
pub(crate) async fn version(database: impl SqliteExecutor<'_>, application: &str) -> Result<i64> {
    let newest = sqlx::query_scalar(
        "SELECT coalesce(max(id), 0) FROM journal WHERE application = ? AND kind <> 'file' AND (kind = 'state' OR comment IS NOT NULL)",
    );
    Ok(newest.bind(application).fetch_one(database).await?)
}

/// What is new about an account.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct News {
    pub(crate) account: String,
    /// Id of its newest line.
    pub(crate) newest: i64,
    pub(crate) has_ended_sessions: bool,
}

/// News of all accounts that have lines after `after` and up to `until`.
pub(crate) async fn news(db: &Db, after: i64, until: i64) -> Result<Vec<News>> {
    let rows = sqlx::query_as(
        "SELECT account, max(id) AS newest, max(kind = 'session') AS has_ended_sessions
         FROM journal WHERE id > ? AND id <= ? GROUP BY account",
    );
    Ok(rows.bind(after).bind(until).fetch_all(db.read()).await?)
}

fn comment_context(application: &str) -> String {
    format!("journal/comment/{application}")
}
