//! Applications in the database.

use super::parts::CaseStore;
use crate::base::Base;
use crate::clock::from_ms;
use crate::db::Db;
use crate::fail::{Fail, Result};
use crate::journal;
use crate::keys::Keys;
use crate::named::Named;
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::Due;
use domain::case::CaseState;
use domain::form::{Answers, Text};
use domain::wire::application::{By, Executor, JournalEntry, Plan, Remark, WaitsFor};
use domain::wire::event::Change;
use domain::wire::office::{OfficeCaseSummary, OfficeExecutor};
use domain::wire::problem::ProblemCode;
use sqlx::SqliteExecutor;

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) number: String,
    pub(crate) service: String,
    /// Version of the service's definition with which the application was last sent.
    pub(crate) service_version: u32,
    pub(super) section: String,
    title: String,
    answers: Vec<u8>,
    state: Named<CaseState>,
    pub(super) sent_at: i64,
    pub(crate) changed_at: i64,
    corrected_at: Option<i64>,
    expected_by: String,
    official_calendar: bool,
    pub(super) decision_number: Option<String>,
    pub(super) decision_place: Option<i64>,
    pub(super) decided_at: Option<i64>,
    pub(super) refusal: Option<String>,
    remarks: Option<Vec<u8>>,
    /// Id of who works on it.
    pub(crate) executor: Option<String>,
    executor_name: Option<String>,
    executor_since: Option<i64>,
    /// Category of the term.
    pub(crate) category: String,
    /// Since when the term stands still.
    paused_at: Option<i64>,
    waits_for: Option<Named<WaitsFor>>,
    pub(super) decision: Option<Vec<u8>>,
    pub(super) report_place: Option<i64>,
    pub(super) report_number: Option<String>,
    pub(super) reported_at: Option<i64>,
    pub(super) report: Option<Vec<u8>>,
    moved: Option<Vec<u8>>,
    plan: Option<Vec<u8>>,
    /// Begin of the last visit that is not cancelled.
    visit_at: Option<i64>,
}

impl Case {
    pub(crate) fn state(&self) -> CaseState {
        self.state.0
    }

    pub(crate) fn title(&self) -> Result<Text> {
        serde_json::from_str(&self.title).map_err(|_| Fail::Internal("a title"))
    }

    /// Whether nobody works on it any more, nor writes about it.
    pub(crate) fn is_closed(&self) -> bool {
        self.state() == CaseState::Withdrawn
    }

    pub(crate) fn sent_at(&self) -> DateTime<Utc> {
        from_ms(self.sent_at)
    }

    pub(crate) fn paused_at(&self) -> Option<DateTime<Utc>> {
        self.paused_at.map(from_ms)
    }

    pub(crate) fn waits_for(&self) -> Option<WaitsFor> {
        self.waits_for.map(|Named(whom)| whom)
    }

    /// When the last correction arrived, if there was one.
    pub(crate) fn corrected_at(&self) -> Option<DateTime<Utc>> {
        self.corrected_at.map(from_ms)
    }

    /// The canonical answers.
    pub(crate) fn answers(&self, keys: &Keys) -> Result<Answers> {
        Ok(keys.open_json(&answers_context(&self.id), &self.answers)?)
    }

    /// The last day of the term, which a later visit does not move.
    pub(crate) fn due(&self) -> Result<NaiveDate> {
        self.expected_by.parse().map_err(|_| Fail::Internal("a day"))
    }

    /// The same, and whether it is based on an official calendar.
    pub(super) fn own_due(&self) -> Result<Due> {
        Ok(Due { day: self.due()?, official: self.official_calendar })
    }

    /// When its visit begins, or began.
    pub(crate) fn visit_at(&self) -> Option<DateTime<Utc>> {
        self.visit_at.map(from_ms)
    }

    pub(super) fn moved(&self) -> Option<&[u8]> {
        self.moved.as_deref()
    }

    /// What has to be known before the operation, as the office has written it.
    pub(crate) fn plan(&self, keys: &Keys) -> Result<Option<Plan>> {
        let open = |sealed: &Vec<u8>| keys.open_json(&plan_context(&self.id), sealed);
        Ok(self.plan.as_ref().map(open).transpose()?)
    }

    pub(crate) fn executor(&self) -> Option<Executor> {
        let OfficeExecutor { name, since, .. } = self.office_executor()?;
        Some(Executor { name, since })
    }

    /// What the citizen is asked to correct or to add, while the case waits for it.
    pub(crate) fn remarks(&self, keys: &Keys) -> Result<Vec<Remark>> {
        let open = |sealed: &Vec<u8>| keys.open_json(&remarks_context(&self.id), sealed);
        Ok(self.remarks.as_ref().map(open).transpose()?.unwrap_or_default())
    }

    /// Whether the citizen can apply again with the same answers.
    pub(crate) fn can_repeat(&self, cases: &CaseStore) -> Result<bool> {
        let is_over = matches!(self.state(), CaseState::Rejected | CaseState::Withdrawn);
        let office = cases.catalogue.office(&self.service);
        Ok(is_over && office.is_some_and(|office| office.is_open(cases.base.clock.today())))
    }

    /// The case as the office lists it.
    pub(crate) fn office_summary(&self) -> Result<OfficeCaseSummary> {
        Ok(OfficeCaseSummary {
            id: self.id.clone(),
            number: self.number.clone(),
            service: self.service.clone(),
            title: self.title()?.get("ru").to_owned(),
            state: self.state(),
            category: self.category.clone(),
            sent_at: from_ms(self.sent_at),
            changed_at: from_ms(self.changed_at),
            expected_by: self.due()?,
            official_calendar: self.official_calendar,
            paused_since: self.paused_at(),
            executor: self.office_executor(),
            waits_for: self.waits_for(),
        })
    }

    fn office_executor(&self) -> Option<OfficeExecutor> {
        Some(OfficeExecutor {
            id: self.executor.clone()?,
            name: self.executor_name.clone()?,
            since: from_ms(self.executor_since?),
        })
    }
}

macro_rules! select_case {
    ($condition:literal) => {
        select_case!("applications" $condition)
    };
    ($applications:literal $($condition:literal)+) => {
        concat!(
            "SELECT id, account, number, service, service_version, section, title, answers, state, sent_at, changed_at, ",
            "corrected_at, expected_by, official_calendar, decision_number, decision_place, decided_at, refusal, remarks, executor, ",
            "(SELECT name FROM staff WHERE staff.id = executor) AS executor_name, executor_since, category, paused_at, ",
            "waits_for, decision, report_place, report_number, reported_at, report, moved, plan, ",
            "(SELECT max(starts_at) FROM bookings WHERE application = applications.id AND bookings.state <> 'cancelled') AS visit_at ",
            "FROM ", $applications, " LEFT JOIN held ON held_by = applications.id LEFT JOIN reported ON reported_of = applications.id ",
            $($condition),+
        )
    };
}

pub(super) use select_case;

/// The citizen's own applications, the newest first.
pub(crate) async fn of_account(db: &Db, account: &str) -> Result<Vec<Case>> {
    let rows = sqlx::query_as(select_case!("WHERE account = ? ORDER BY sent_at DESC, id"));
    Ok(rows.bind(account).fetch_all(db.read()).await?)
}

/// The citizen's own application. 404 for somebody else's.
pub(crate) async fn find(db: &Db, account: &str, id: &str) -> Result<Case> {
    let row: Option<Case> = sqlx::query_as(select_case!("WHERE id = ? AND account = ?"))
        .bind(id)
        .bind(account)
        .fetch_optional(db.read())
        .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

/// For the bureau: any application, by id or number.
pub(crate) async fn by_id(database: impl SqliteExecutor<'_>, id_or_number: &str) -> Result<Case> {
    let row: Option<Case> = sqlx::query_as(select_case!("WHERE id = ? OR number = ?"))
        .bind(id_or_number)
        .bind(id_or_number)
        .fetch_optional(database)
        .await?;
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

#[derive(sqlx::FromRow)]
struct JournalRow {
    id: i64,
    at: i64,
    state: Named<CaseState>,
    kind: Named<Change>,
    actor: Option<String>,
    subject: Option<String>,
    comment: Option<Vec<u8>>,
}

/// Journal of the application, the oldest entry first. Entries that only streams need are left out.
pub(crate) async fn journal(base: &Base, application: &str) -> Result<Vec<JournalEntry>> {
    let rows: Vec<JournalRow> = sqlx::query_as(
        "SELECT id, at, state, kind, actor, subject, comment FROM journal
         WHERE application = ? AND (kind = 'state' OR comment IS NOT NULL) ORDER BY id",
    )
    .bind(application)
    .fetch_all(base.db.read())
    .await?;
    let entry = |row: JournalRow| {
        Ok(JournalEntry {
            id: row.id,
            at: from_ms(row.at),
            state: row.state.0,
            comment: journal::comment(&base.keys, application, row.comment.as_deref())?,
            kind: row.kind.0,
            by: row.actor.as_deref().map(by),
            subject: row.subject,
        })
    };
    rows.into_iter().map(entry).collect()
}

/// Who has written a line, as the citizen sees it.
fn by(actor: &str) -> By {
    match actor {
        "citizen" => By::Citizen,
        "system" => By::System,
        _ => By::Office,
    }
}

pub(crate) fn answers_context(id: &str) -> String {
    format!("applications/answers/{id}")
}

pub(crate) fn plan_context(id: &str) -> String {
    format!("applications/plan/{id}")
}

pub(super) fn moved_context(id: &str) -> String {
    format!("applications/moved/{id}")
}

pub(crate) fn remarks_context(id: &str) -> String {
    format!("applications/remarks/{id}")
}
