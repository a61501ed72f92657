//! Drafts in the database.

use super::filled::Fill;
use super::parts::DraftStore;
use super::row::{DraftRow, RETENTION_MS, answers_context, filled_context, left_over_context};
use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::files;
use chrono::{DateTime, Utc};
use domain::form::Answers;
use domain::wire::draft::SaveDraft;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT drafts.id, drafts.account, drafts.service, drafts.version, drafts.service_version, ",
            "drafts.answers, drafts.saved_at, drafts.step, drafts.filled, drafts.left_over, drafts.application, ",
            "drafts.corrects, applications.number AS corrects_number, applications.state AS corrects_state ",
            "FROM drafts LEFT JOIN applications ON applications.id = drafts.corrects WHERE ",
            $condition
        )
    };
}

/// The citizen's own draft, sent or not. 404 for somebody else's, and for one that has expired.
pub(super) async fn find(
    base: &Base,
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<DraftRow> {
    let row: Option<DraftRow> =
        sqlx::query_as(select!("drafts.id = ? AND drafts.account = ? AND drafts.saved_at > ?"))
            .bind(id)
            .bind(account)
            .bind(base.clock.now_ms() - RETENTION_MS)
            .fetch_optional(database)
            .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// Like [`find`]; 409 when the draft has been sent.
pub(super) async fn unsent(
    base: &Base,
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<DraftRow> {
    let row = find(base, database, account, id).await?;
    if row.application.is_some() { Err(ProblemCode::AlreadySent.into()) } else { Ok(row) }
}

/// Like [`unsent`], for changing the draft: 409 also for a correction that its application no longer waits for.
pub(crate) async fn writable(
    base: &Base,
    database: impl SqliteExecutor<'_>,
    account: &str,
    id: &str,
) -> Result<DraftRow> {
    let row = unsent(base, database, account, id).await?;
    if row.can_change() { Ok(row) } else { Err(ProblemCode::NotAllowed.into()) }
}

/// Drafts that can still be sent, the last saved first.
pub(super) async fn sendable(
    base: &Base,
    database: impl SqliteExecutor<'_>,
    account: &str,
) -> Result<Vec<DraftRow>> {
    let rows: Vec<DraftRow> = sqlx::query_as(select!(
        "drafts.account = ? AND drafts.application IS NULL AND drafts.saved_at > ?
         ORDER BY drafts.saved_at DESC, drafts.id"
    ))
    .bind(account)
    .bind(base.clock.now_ms() - RETENTION_MS)
    .fetch_all(database)
    .await?;
    let mut sendable = Vec::with_capacity(rows.len());
    for row in rows {
        if row.can_change() {
            sendable.push(row);
        }
    }
    Ok(sendable)
}

/// Content of a new draft.
#[derive(Default)]
pub(super) struct InitialDraft {
    /// The version of the definition that the answers belong to.
    pub(super) service_version: u32,
    pub(super) answers: Answers,
    pub(super) filled: Vec<Fill>,
    pub(super) corrects: Option<String>,
}

pub(super) async fn insert(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    service: &str,
    initial: &InitialDraft,
) -> Result<String> {
    let id = crate::ids::new_id();
    sqlx::query(
        "INSERT INTO drafts (id, account, service, version, service_version, answers, filled, corrects, saved_at)
         VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(account)
    .bind(service)
    .bind(initial.service_version)
    .bind(base.keys.seal_json(&answers_context(&id), &initial.answers)?)
    .bind(base.keys.seal_json(&filled_context(&id), &initial.filled)?)
    .bind(&initial.corrects)
    .bind(base.clock.now_ms())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Replaces the answers and returns the new version and its time.
pub(super) async fn update(
    drafts: &DraftStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &DraftRow,
    save: &SaveDraft,
) -> Result<(u32, DateTime<Utc>)> {
    let service = row.service(&drafts.catalogue)?;
    let (version, now) = (row.version.saturating_add(1), drafts.base.clock.now_ms());
    // Ignore a step that this definition does not have, and keep the last known one.
    let step = save.step.as_ref().filter(|step| service.step(step).is_some());
    let filled = row.filled(&drafts.base.keys, service, &save.answers)?;
    sqlx::query(
        "UPDATE drafts SET version = ?, service_version = ?, answers = ?, filled = ?, left_over = ?,
             step = coalesce(?, step), saved_at = ?
         WHERE id = ?",
    )
    .bind(version)
    .bind(service.version)
    .bind(drafts.base.keys.seal_json(&answers_context(&row.id), &save.answers)?)
    .bind(drafts.base.keys.seal_json(&filled_context(&row.id), &filled)?)
    .bind(drafts.base.keys.seal_json(&left_over_context(&row.id), &row.left_over(drafts)?)?)
    .bind(step)
    .bind(now)
    .bind(&row.id)
    .execute(&mut **tx)
    .await?;
    Ok((version, from_ms(now)))
}

/// Records which application the draft became. Leftover answers are no longer needed.
pub(super) async fn mark_sent(
    tx: &mut Transaction<'_, Sqlite>,
    row: &DraftRow,
    application: &str,
) -> Result<()> {
    sqlx::query("UPDATE drafts SET application = ?, filled = NULL, left_over = NULL WHERE id = ?")
        .bind(application)
        .bind(&row.id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Deletes the draft with its files.
pub(super) async fn delete(
    drafts: &DraftStore,
    mut tx: Transaction<'_, Sqlite>,
    id: &str,
) -> Result<()> {
    let files: Vec<String> = sqlx::query_scalar("SELECT id FROM files WHERE draft = ?")
        .bind(id)
        .fetch_all(&mut *tx)
        .await?;
    sqlx::query("DELETE FROM drafts WHERE id = ?").bind(id).execute(&mut *tx).await?;
    tx.commit().await?;
    files::delete_content(&drafts.files, &files).await;
    Ok(())
}

/// Deletes drafts that were last saved too long ago. Applications that were sent from them stay.
pub(crate) async fn sweep(drafts: &DraftStore) -> Result<()> {
    let old: Vec<String> = sqlx::query_scalar("SELECT id FROM drafts WHERE saved_at <= ?")
        .bind(drafts.base.clock.now_ms() - RETENTION_MS)
        .fetch_all(drafts.base.db.read())
        .await?;
    for id in old {
        delete(drafts, drafts.base.db.begin().await?, &id).await?;
    }
    Ok(())
}
