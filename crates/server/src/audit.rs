//! Who did or read what (M-49): ids only, nothing of anybody's health.

use crate::base::Base;
use crate::fail::Result;
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

/// Deletes lines older than three years.
pub(crate) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM audit WHERE at <= ?")
        .bind(base.clock.now_ms() - KEPT_MS)
        .execute(base.db.write())
        .await?;
    Ok(())
}
