//! Messages in the database.

use super::row::{Body, MessageRow, Wanted, body_context};
use crate::audit::By;
use crate::base::Base;
use crate::fail::Result;
use crate::named::Named;
use domain::wire::message::Author;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// A conversation: about an application or in a question, by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Talk<'a> {
    Case(&'a str),
    Question(&'a str),
}

impl<'a> Talk<'a> {
    pub(crate) fn id(self) -> &'a str {
        match self {
            Self::Case(id) | Self::Question(id) => id,
        }
    }

    pub(super) fn is_of(self, row: &MessageRow) -> bool {
        match self {
            Self::Case(id) => row.application.as_deref() == Some(id),
            Self::Question(id) => row.question.as_deref() == Some(id),
        }
    }
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT id, application, question, author, (SELECT name FROM staff WHERE staff.id = messages.staff) AS name, ",
            "at, body, answers, done_at, declined, read_at FROM messages WHERE ",
            $condition
        )
    };
}

/// All messages of the conversation, the oldest first.
pub(super) async fn of_talk(
    database: impl SqliteExecutor<'_>,
    talk: Talk<'_>,
) -> Result<Vec<MessageRow>> {
    let sql = match talk {
        Talk::Case(_) => select!("application = ? ORDER BY at, rowid"),
        Talk::Question(_) => select!("question = ? ORDER BY at, rowid"),
    };
    Ok(sqlx::query_as(sql).bind(talk.id()).fetch_all(database).await?)
}

/// The newest messages of all conversations of an account, the newest first.
pub(super) async fn newest(
    database: impl SqliteExecutor<'_>,
    account: &str,
    limit: u32,
) -> Result<Vec<MessageRow>> {
    let rows = sqlx::query_as(select!("account = ? ORDER BY at DESC, rowid DESC LIMIT ?"));
    Ok(rows.bind(account).bind(limit).fetch_all(database).await?)
}

/// A message of the conversation. 404 for one of another.
pub(super) async fn find(
    database: impl SqliteExecutor<'_>,
    talk: Talk<'_>,
    id: &str,
) -> Result<MessageRow> {
    let row = sqlx::query_as(select!("id = ?")).bind(id);
    let row: Option<MessageRow> = row.fetch_optional(database).await?;
    Ok(row.filter(|row| talk.is_of(row)).ok_or(ProblemCode::NotFound)?)
}

/// A message to be stored.
pub(super) struct NewRow<'a> {
    pub(super) talk: Talk<'a>,
    /// Whose conversation it is; `None` for a question that was asked signed out.
    pub(super) account: Option<&'a str>,
    pub(super) by: By<'a>,
    pub(super) text: String,
    pub(super) action: Option<Wanted>,
    pub(super) key: Option<String>,
    pub(super) answers: Option<&'a str>,
}

/// Stores the message and returns its id.
pub(super) async fn insert(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    new: NewRow<'_>,
) -> Result<String> {
    let id = crate::ids::new_id();
    let body = Body { text: new.text, action: new.action, key: new.key };
    let (application, question) = match new.talk {
        Talk::Case(id) => (Some(id), None),
        Talk::Question(id) => (None, Some(id)),
    };
    let (author, staff) = match new.by {
        By::Staff(id) => (Author::Office, Some(id)),
        By::System => (Author::Office, None),
        By::Citizen => (Author::Citizen, None),
    };
    sqlx::query(
        "INSERT INTO messages (id, account, application, question, author, staff, at, body, answers)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(new.account)
    .bind(application)
    .bind(question)
    .bind(Named(author))
    .bind(staff)
    .bind(base.clock.now_ms())
    .bind(base.keys.seal_json(&body_context(&id), &body)?)
    .bind(new.answers)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Notes that the citizen has done what the message asks for, or has declined to.
pub(super) async fn mark_done(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    declined: bool,
) -> Result<()> {
    let sql = "UPDATE messages SET done_at = ?, declined = ? WHERE id = ?";
    let query = sqlx::query(sql).bind(base.clock.now_ms()).bind(declined).bind(id);
    query.execute(&mut **tx).await?;
    Ok(())
}

/// Notes that everything that `author` wrote up to this message has been read by the other side; false if it was before. 404 for a
/// message of another conversation.
pub(crate) async fn mark_read(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    talk: Talk<'_>,
    author: Author,
    up_to: &str,
) -> Result<bool> {
    find(&mut **tx, talk, up_to).await?;
    let sql = match talk {
        Talk::Case(_) => {
            "UPDATE messages SET read_at = ?1 WHERE application = ?2 AND author = ?3 AND read_at IS NULL
             AND (at, rowid) <= (SELECT at, rowid FROM messages WHERE id = ?4)"
        }
        Talk::Question(_) => {
            "UPDATE messages SET read_at = ?1 WHERE question = ?2 AND author = ?3 AND read_at IS NULL
             AND (at, rowid) <= (SELECT at, rowid FROM messages WHERE id = ?4)"
        }
    };
    let done = sqlx::query(sql)
        .bind(base.clock.now_ms())
        .bind(talk.id())
        .bind(Named(author))
        .bind(up_to)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// How many messages by `author` the other side has not read.
pub(crate) async fn unread(
    database: impl SqliteExecutor<'_>,
    talk: Talk<'_>,
    author: Author,
) -> Result<u32> {
    let sql = match talk {
        Talk::Case(_) => {
            "SELECT count(*) FROM messages WHERE application = ? AND author = ? AND read_at IS NULL"
        }
        Talk::Question(_) => {
            "SELECT count(*) FROM messages WHERE question = ? AND author = ? AND read_at IS NULL"
        }
    };
    Ok(sqlx::query_scalar(sql).bind(talk.id()).bind(Named(author)).fetch_one(database).await?)
}

/// How many messages of the office the citizen has not read, by application; those with none are left out.
pub(crate) async fn unread_of_account(
    database: impl SqliteExecutor<'_>,
    account: &str,
) -> Result<Vec<(String, u32)>> {
    let counts = sqlx::query_as(
        "SELECT application, count(*) FROM messages
         WHERE account = ? AND application IS NOT NULL AND author = ? AND read_at IS NULL GROUP BY application",
    );
    Ok(counts.bind(account).bind(Named(Author::Office)).fetch_all(database).await?)
}

/// Id and number of each question of an account.
pub(super) async fn numbers_of_questions(
    database: impl SqliteExecutor<'_>,
    account: &str,
) -> Result<Vec<(String, String)>> {
    let numbers = sqlx::query_as("SELECT id, number FROM questions WHERE account = ?");
    Ok(numbers.bind(account).fetch_all(database).await?)
}
