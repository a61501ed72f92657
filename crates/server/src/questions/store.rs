//! Questions in the database.

use super::contact::Contact;
use super::parts::QuestionStore;
use super::row::{QuestionRow, contact_context};
use crate::fail::{Fail, Result};
use crate::keys::sha256;
use crate::named::Named;
use chrono::NaiveDate;
use domain::wire::problem::ProblemCode;
use domain::wire::question::{Category, QuestionState};
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// Where the attachments of a question wait that is not asked yet.
pub(crate) const NEW: &str = "new";

/// The letters with which numbers begin.
const SERIES: &str = "ОС";

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT questions.id, questions.number, questions.account, questions.application, applications.number AS about, ",
            "questions.category, questions.state, contact, asked_at, questions.changed_at, due_by ",
            "FROM questions LEFT JOIN applications ON applications.id = questions.application WHERE ",
            $condition
        )
    };
}

/// The citizen's own question. 404 for somebody else's.
pub(super) async fn find(
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<QuestionRow> {
    let row = sqlx::query_as(select!("questions.id = ? AND questions.account = ?"));
    let row: Option<QuestionRow> = row.bind(id).bind(account).fetch_optional(database).await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// For the office: any question, by id or number.
pub(super) async fn by_id(database: impl SqliteExecutor<'_>, id: &str) -> Result<QuestionRow> {
    let row = sqlx::query_as(select!("questions.id = ? OR questions.number = ?"));
    let row: Option<QuestionRow> = row.bind(id).bind(id).fetch_optional(database).await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// The question that was asked signed out and whose letters have this secret.
pub(super) async fn by_secret(
    database: impl SqliteExecutor<'_>,
    secret: &str,
) -> Result<Option<QuestionRow>> {
    let row = sqlx::query_as(select!("secret = ?")).bind(sha256(secret.as_bytes()));
    Ok(row.fetch_optional(database).await?)
}

/// The questions of an account, the newest first.
pub(super) async fn of_account(
    database: impl SqliteExecutor<'_>,
    account: &str,
) -> Result<Vec<QuestionRow>> {
    let rows = sqlx::query_as(select!(
        "questions.account = ? ORDER BY asked_at DESC, questions.rowid DESC"
    ));
    Ok(rows.bind(account).fetch_all(database).await?)
}

/// For the office: the questions in this state, those that are due first, after the one with this id.
pub(super) async fn in_state(
    database: impl SqliteExecutor<'_>,
    state: QuestionState,
    after: Option<&str>,
    limit: u32,
) -> Result<Vec<QuestionRow>> {
    let rows = sqlx::query_as(select!(
        "questions.state = ?1 AND (?2 IS NULL OR (due_by, asked_at, questions.id) >
            (SELECT due_by, asked_at, id FROM questions WHERE id = ?2))
         ORDER BY due_by, asked_at, questions.id LIMIT ?3"
    ));
    Ok(rows.bind(Named(state)).bind(after).bind(limit).fetch_all(database).await?)
}

/// Whether the account has asked this question.
pub(crate) async fn is_of(
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<bool> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT 1 FROM questions WHERE id = ? AND account = ?")
            .bind(id)
            .bind(account)
            .fetch_optional(database)
            .await?;
    Ok(found.is_some())
}

/// The id of the question that was asked with this key; 409 when another question was.
pub(super) async fn asked_with(
    database: impl SqliteExecutor<'_>,
    key: &[u8],
    request: &[u8],
) -> Result<Option<String>> {
    let before: Option<(String, Vec<u8>)> =
        sqlx::query_as("SELECT id, request FROM questions WHERE request_key = ?")
            .bind(key)
            .fetch_optional(database)
            .await?;
    match before {
        Some((_, asked)) if asked != request => Err(ProblemCode::KeyReused.into()),
        before => Ok(before.map(|(id, _)| id)),
    }
}

/// A question to be stored.
pub(super) struct NewQuestion<'a> {
    pub(super) account: Option<&'a str>,
    pub(super) application: Option<&'a str>,
    pub(super) category: Category,
    pub(super) contact: &'a Contact,
    pub(super) key: &'a [u8],
    pub(super) request: &'a [u8],
}

/// Stores an open question and returns its id.
pub(super) async fn insert(
    questions: &QuestionStore,
    tx: &mut Transaction<'_, Sqlite>,
    new: NewQuestion<'_>,
) -> Result<String> {
    let base = &questions.base;
    let (id, now) = (crate::ids::new_id(), base.clock.now_ms());
    let number = crate::cases::next_number(tx, SERIES, base.clock.today()).await?;
    sqlx::query(
        "INSERT INTO questions (id, number, account, application, category, state, contact, secret, request_key, request,
             asked_at, changed_at, due_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(number)
    .bind(new.account)
    .bind(new.application)
    .bind(Named(new.category))
    .bind(Named(QuestionState::Open))
    .bind(base.keys.seal_json(&contact_context(&id), new.contact)?)
    .bind(new.contact.secret.as_ref().map(|secret| sha256(secret.as_bytes())))
    .bind(new.key)
    .bind(new.request)
    .bind(now)
    .bind(now)
    .bind(due_by(questions)?.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Notes that something was written: by the citizen, then it has to be answered anew, or by the office.
pub(super) async fn turn(
    questions: &QuestionStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &QuestionRow,
    state: QuestionState,
) -> Result<()> {
    // Who adds something to a question that waits does not wait longer for that.
    let due = match (row.state(), state) {
        (QuestionState::Answered, QuestionState::Open) => due_by(questions)?,
        _ => row.due_by()?,
    };
    sqlx::query("UPDATE questions SET state = ?, changed_at = ?, due_by = ? WHERE id = ?")
        .bind(Named(state))
        .bind(questions.base.clock.now_ms())
        .bind(due.to_string())
        .bind(&row.id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The next working day.
fn due_by(questions: &QuestionStore) -> Result<NaiveDate> {
    let due = questions.calendars.add_working_days(questions.base.clock.today(), 1);
    due.map(|due| due.day).map_err(|_| Fail::Internal("no calendar for the term"))
}
