//! Drafts in the database.

use crate::app::App;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::uploads;
use chrono::{DateTime, Utc};
use domain::form::{Answers, Service};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// A draft is kept for 90 days after it was last saved.
const KEPT_MS: i64 = 90 * 24 * 60 * 60 * 1000;

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) service: String,
    pub(crate) version: u32,
    answers: Vec<u8>,
    saved_at: i64,
    pub(crate) application: Option<String>,
}

impl Row {
    pub(crate) fn answers(&self, app: &App) -> Result<Answers> {
        Ok(app.keys.open_json(&place(&self.id), &self.answers)?)
    }

    /// The definition that the draft follows; 404 once the service is gone.
    pub(crate) fn service<'a>(&self, app: &'a App) -> Result<&'a Service> {
        Ok(app.catalogue.get(&self.service).ok_or(ProblemCode::NotFound)?)
    }

    pub(super) fn saved_at(&self) -> DateTime<Utc> {
        from_ms(self.saved_at)
    }

    pub(super) fn deleted_at(&self) -> DateTime<Utc> {
        from_ms(self.saved_at + KEPT_MS)
    }
}

/// The citizen's own draft, sent or not. Somebody else's is not found.
pub(super) async fn find(
    app: &App,
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<Row> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, account, service, version, answers, saved_at, application FROM drafts
         WHERE id = ? AND account = ? AND saved_at > ?",
    )
    .bind(id)
    .bind(account)
    .bind(app.clock.now_ms() - KEPT_MS)
    .fetch_optional(database)
    .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// As [`find`], for a change: 409 when the draft has been sent.
pub(crate) async fn writable(
    app: &App,
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<Row> {
    let row = find(app, database, account, id).await?;
    if row.application.is_some() { Err(ProblemCode::AlreadySent.into()) } else { Ok(row) }
}

/// The drafts that have not been sent, the last saved first.
pub(super) async fn unsent(
    app: &App,
    database: impl SqliteExecutor<'_>,
    account: &str,
) -> Result<Vec<Row>> {
    let rows = sqlx::query_as(
        "SELECT id, account, service, version, answers, saved_at, application FROM drafts
         WHERE account = ? AND application IS NULL AND saved_at > ? ORDER BY saved_at DESC, id",
    )
    .bind(account)
    .bind(app.clock.now_ms() - KEPT_MS)
    .fetch_all(database)
    .await?;
    Ok(rows)
}

pub(super) async fn insert(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    service: &str,
) -> Result<String> {
    let id = crate::ids::new_id();
    sqlx::query(
        "INSERT INTO drafts (id, account, service, version, answers, saved_at) VALUES (?, ?, ?, 1, ?, ?)",
    )
    .bind(&id)
    .bind(account)
    .bind(service)
    .bind(app.keys.seal_json(&place(&id), &Answers::default())?)
    .bind(app.clock.now_ms())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Replaces the answers and returns the new version and its time.
pub(super) async fn update(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    row: &Row,
    answers: &Answers,
) -> Result<(u32, DateTime<Utc>)> {
    let (version, now) = (row.version.saturating_add(1), app.clock.now_ms());
    sqlx::query("UPDATE drafts SET version = ?, answers = ?, saved_at = ? WHERE id = ?")
        .bind(version)
        .bind(app.keys.seal_json(&place(&row.id), answers)?)
        .bind(now)
        .bind(&row.id)
        .execute(&mut **tx)
        .await?;
    Ok((version, from_ms(now)))
}

/// Deletes the draft with its files.
pub(super) async fn delete(app: &App, mut tx: Transaction<'_, Sqlite>, id: &str) -> Result<()> {
    let files: Vec<String> = sqlx::query_scalar("SELECT id FROM files WHERE draft = ?")
        .bind(id)
        .fetch_all(&mut *tx)
        .await?;
    sqlx::query("DELETE FROM drafts WHERE id = ?").bind(id).execute(&mut *tx).await?;
    tx.commit().await?;
    uploads::forget(app, &files).await;
    Ok(())
}

/// Deletes the drafts that nobody has touched for too long; what was sent lives on as an application.
pub(crate) async fn sweep(app: &App) -> Result<()> {
    let old: Vec<String> = sqlx::query_scalar("SELECT id FROM drafts WHERE saved_at <= ?")
        .bind(app.clock.now_ms() - KEPT_MS)
        .fetch_all(app.db.read())
        .await?;
    for id in old {
        delete(app, app.db.begin().await?, &id).await?;
    }
    Ok(())
}

fn place(id: &str) -> String {
    format!("drafts/answers/{id}")
}
