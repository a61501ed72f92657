//! Drafts in the database.

use super::filled::{Fill, unchanged};
use super::fitting;
use super::parts::DraftStore;
use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::files;
use crate::keys::Keys;
use crate::named::Named;
use crate::services::Catalogue;
use chrono::{DateTime, Utc};
use domain::case::CaseState;
use domain::form::{Answers, Service};
use domain::wire::draft::SaveDraft;
use domain::wire::problem::ProblemCode;
use serde::{Deserialize, Serialize};
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// A draft is kept for 90 days after it was last saved.
const RETENTION_MS: i64 = 90 * 24 * 60 * 60 * 1000;

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct DraftRow {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) service: String,
    pub(crate) version: u32,
    service_version: u32,
    answers: Vec<u8>,
    saved_at: i64,
    pub(super) step: Option<String>,
    filled: Option<Vec<u8>>,
    left_over: Option<Vec<u8>>,
    pub(crate) application: Option<String>,
    /// Application that this draft corrects, with its number and state.
    pub(super) corrects: Option<String>,
    pub(super) corrects_number: Option<String>,
    corrects_state: Option<Named<CaseState>>,
}

impl DraftRow {
    /// Answers that fit the present definition; all answers of a sent draft.
    pub(crate) fn answers(&self, drafts: &DraftStore) -> Result<Answers> {
        Ok(self.split(drafts)?.0)
    }

    /// Answers to earlier definitions that do not fit the present one.
    pub(super) fn left_over(&self, drafts: &DraftStore) -> Result<Vec<LeftOverAnswers>> {
        let sealed = self.left_over.as_deref();
        let opened =
            sealed.map(|sealed| drafts.base.keys.open_json(&left_over_context(&self.id), sealed));
        let mut left_over: Vec<LeftOverAnswers> = opened.transpose()?.unwrap_or_default();
        let (_, answers) = self.split(drafts)?;
        if answers.paths().next().is_some() {
            left_over.push(LeftOverAnswers { version: self.service_version, answers });
        }
        Ok(left_over)
    }

    /// Prefilled fields that are still unchanged in the answers `now`.
    pub(super) fn filled(
        &self,
        keys: &Keys,
        service: &Service,
        now: &Answers,
    ) -> Result<Vec<Fill>> {
        let sealed = self.filled.as_deref();
        let fills = sealed.map(|sealed| keys.open_json(&filled_context(&self.id), sealed));
        Ok(unchanged(fills.transpose()?.unwrap_or_default(), service, now))
    }

    /// The service's present definition; 404 if the service no longer exists.
    pub(crate) fn service<'a>(&self, catalogue: &'a Catalogue) -> Result<&'a Service> {
        Ok(catalogue.get(&self.service).ok_or(ProblemCode::NotFound)?)
    }

    pub(super) fn saved_at(&self) -> DateTime<Utc> {
        from_ms(self.saved_at)
    }

    pub(super) fn deleted_at(&self) -> DateTime<Utc> {
        from_ms(self.saved_at + RETENTION_MS)
    }

    fn split(&self, drafts: &DraftStore) -> Result<(Answers, Answers)> {
        let answers: Answers =
            drafts.base.keys.open_json(&answers_context(&self.id), &self.answers)?;
        match drafts.catalogue.get(&self.service) {
            Some(service)
                if self.application.is_none() && service.version != self.service_version =>
            {
                Ok(fitting::split(service, answers))
            }
            _ => Ok((answers, Answers::default())),
        }
    }

    /// A correction can be changed only while its application waits for one.
    fn can_change(&self) -> bool {
        self.corrects.is_none() || self.corrects_state == Some(Named(CaseState::NeedsInfo))
    }
}

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

/// Leftover answers to one definition.
#[derive(Serialize, Deserialize)]
pub(super) struct LeftOverAnswers {
    /// Version of the definition whose questions they answer.
    pub(super) version: u32,
    pub(super) answers: Answers,
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

fn answers_context(id: &str) -> String {
    format!("drafts/answers/{id}")
}

fn filled_context(id: &str) -> String {
    format!("drafts/filled/{id}")
}

fn left_over_context(id: &str) -> String {
    format!("drafts/left_over/{id}")
}
