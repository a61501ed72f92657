//! Who did or read what (M-49): ids only, nothing of anybody's health.

use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use domain::wire::office::AuditLine;
use sqlx::SqliteExecutor;

/// How long it is kept: longer than an appeal and the courts take.
const KEPT_MS: i64 = 3 * 365 * 24 * 60 * 60 * 1000;

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By<'a> {
    Citizen,
    System,
    /// Somebody of the office, by id.
    Staff(&'a str),
}

impl<'a> By<'a> {
    /// Whoever works by the command line, which asks for no name.
    pub(crate) const CLERK: By<'static> = By::Staff("clerk");

    /// As the database stores it.
    pub(crate) fn name(self) -> &'a str {
        match self {
            Self::Citizen => "citizen",
            Self::System => "system",
            Self::Staff(id) => id,
        }
    }
}

/// A line of the audit.
#[derive(Debug)]
pub(crate) struct Note<'a> {
    /// Unix milliseconds.
    pub(crate) at: i64,
    pub(crate) by: By<'a>,
    pub(crate) act: &'a str,
    /// Whose account it is about.
    pub(crate) account: Option<&'a str>,
    pub(crate) application: Option<&'a str>,
    /// What else it is about: a file, a booking, the public name of a session.
    pub(crate) subject: Option<&'a str>,
}

impl<'a> Note<'a> {
    /// What citizens do to their own account.
    pub(crate) fn of_citizen(account: &'a str, act: &'a str, at: i64) -> Self {
        Self { at, by: By::Citizen, act, account: Some(account), application: None, subject: None }
    }
}

/// Writes a line. In the transaction of the act, so that neither is there without the other.
pub(crate) async fn note(database: impl SqliteExecutor<'_>, note: Note<'_>) -> Result<()> {
    sqlx::query(
        "INSERT INTO audit (at, actor, act, account, application, subject) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(note.at)
    .bind(note.by.name())
    .bind(note.act)
    .bind(note.account)
    .bind(note.application)
    .bind(note.subject)
    .execute(database)
    .await?;
    Ok(())
}

/// Which lines are wanted; `None` for any.
#[derive(Debug, Default)]
pub(crate) struct Filter<'a> {
    /// Id of the application.
    pub(crate) application: Option<&'a str>,
    /// As the database stores it.
    pub(crate) actor: Option<&'a str>,
    /// Only later ones than this line.
    pub(crate) after: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    at: i64,
    actor: String,
    name: Option<String>,
    act: String,
    application: Option<String>,
    subject: Option<String>,
}

/// The oldest `limit` lines of these, the oldest first.
pub(crate) async fn list(base: &Base, filter: Filter<'_>, limit: u32) -> Result<Vec<AuditLine>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, at, actor, (SELECT name FROM staff WHERE staff.id = actor) AS name, act, application, subject
         FROM audit WHERE id > ?1 AND (?2 IS NULL OR application = ?2) AND (?3 IS NULL OR actor = ?3)
         ORDER BY id LIMIT ?4",
    )
    .bind(filter.after)
    .bind(filter.application)
    .bind(filter.actor)
    .bind(limit)
    .fetch_all(base.db.read())
    .await?;
    let line = |row: Row| AuditLine {
        id: row.id,
        at: from_ms(row.at),
        actor: row.actor,
        name: row.name,
        act: row.act,
        application: row.application,
        subject: row.subject,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Deletes lines older than three years.
pub(crate) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM audit WHERE at <= ?")
        .bind(base.clock.now_ms() - KEPT_MS)
        .execute(base.db.write())
        .await?;
    Ok(())
}
