//! The term of a case: what its citizen was told, and what has moved it.

use super::parts::CaseStore;
use super::store::{Case, moved_context};
use super::words::{self, Words};
use crate::clock::{from_ms, office_day};
use crate::fail::{Fail, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::Visit;
use domain::calendar::Due;
use domain::case::CaseState;
use domain::form::{Service, Text};
use domain::term;
use domain::wire::application::{CaseTerm, TermMoved};
use serde::{Deserialize, Serialize};
use sqlx::{Sqlite, Transaction};

/// The last move of the day that the citizen was told. Sealed.
#[derive(Serialize, Deserialize)]
pub(super) struct Move {
    to: NaiveDate,
    #[serde(flatten)]
    moved: TermMoved,
}

/// The day on which a decision is expected since a visit has changed.
pub(crate) struct MovedByVisit {
    pub(crate) day: Words,
    /// For the journal.
    pub(crate) sentence: Words,
}

/// Counts the working days of a category from the day after sending, in the office's time zone.
pub(crate) fn due(
    cases: &CaseStore,
    service: &Service,
    category: &str,
    now: DateTime<Utc>,
) -> Result<Due> {
    let days = working_days(Some(service), category);
    let due = cases.calendars.add_working_days(office_day(now), days.into());
    due.map_err(|_| Fail::Internal("no calendar for the term"))
}

/// The last day of the term after a pause (C-10).
pub(crate) fn due_after_pause(
    cases: &CaseStore,
    case: &Case,
    asked: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Due> {
    let due = term::after_pause(&cases.calendars, case.due()?, office_day(asked), office_day(now));
    due.map_err(|_| Fail::Internal("no calendar for the term"))
}

/// Length of a category in working days; of the first one if the service does not have it any more.
pub(crate) fn working_days(service: Option<&Service>, category: &str) -> u16 {
    let terms = service.map(|service| service.terms.as_slice()).unwrap_or_default();
    let term = terms.iter().find(|term| term.category == category).or(terms.first());
    term.map_or(0, |term| term.working_days)
}

/// The day by which a decision is expected.
pub(crate) fn expected(cases: &CaseStore, case: &Case) -> Result<Due> {
    expected_after(cases, case, case.own_due()?)
}

/// The same if the term ended on another day.
fn expected_after(cases: &CaseStore, case: &Case, due: Due) -> Result<Due> {
    let plan = cases.catalogue.office(&case.service).and_then(|office| office.visit.as_ref());
    let is_examined = plan.is_some_and(|plan| plan.kind == Visit::Examination);
    let visit = case.visit_at().filter(|_| is_examined).map(office_day);
    // A visit in a year whose working days nobody knows yet moves nothing.
    Ok(term::expected(&cases.calendars, due, visit).unwrap_or(due))
}

/// The term as the citizen sees it; `None` once the case is decided.
pub(crate) fn term(cases: &CaseStore, case: &Case) -> Result<Option<CaseTerm>> {
    if case.state().is_final() {
        return Ok(None);
    }
    let (due, expected) = (case.own_due()?, expected(cases, case)?);
    let from = office_day(case.paused_at().unwrap_or_else(|| cases.base.clock.now()));
    let left = term::working_days_between(&cases.calendars, from, due.day);
    let left = if case.paused_at().is_some() { left.max(1) } else { left };
    let moved = last_move(cases, case)?.filter(|last| last.to == expected.day);
    Ok(Some(CaseTerm {
        category: case.category.clone(),
        working_days: working_days(cases.catalogue.get(&case.service), &case.category),
        expected_by: expected.day,
        due: (due.day != expected.day).then_some(due.day),
        left: u16::try_from(left).ok(),
        official_calendar: expected.official,
        paused_since: case.paused_at(),
        after_visit: due.day != expected.day,
        moved: moved.map(|last| last.moved),
    }))
}

/// Gives the case another term, and notes why the day that the citizen was told moves. Returns the day that is expected now, and whether
/// it is another one.
pub(crate) async fn set(
    cases: &CaseStore,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    due: Due,
    why: &Text,
    at: i64,
) -> Result<(NaiveDate, bool)> {
    sqlx::query("UPDATE applications SET expected_by = ?, official_calendar = ? WHERE id = ?")
        .bind(due.day.to_string())
        .bind(due.official)
        .bind(&case.id)
        .execute(&mut **tx)
        .await?;
    let expected = expected_after(cases, case, due)?.day;
    Ok((expected, tell(cases, tx, case, expected, why, at).await?))
}

/// Notes that a visit has moved the day on which a decision is expected, or moves it no more. `case` has been read after the change of the
/// visit.
pub(crate) async fn follow_visit(
    cases: &CaseStore,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    at: i64,
) -> Result<Option<MovedByVisit>> {
    if case.state().is_final() {
        return Ok(None);
    }
    let now = expected(cases, case)?.day;
    let is_after_visit = now != case.due()?;
    let why = match is_after_visit {
        true => [
            ("ru", "Осмотр позже обычного срока: решение принимают после него."),
            ("en", "The examination is later than the usual term: the decision follows it."),
        ],
        false => [
            ("ru", "Осмотр больше не сдвигает срок."),
            ("en", "The examination moves the term no more."),
        ],
    };
    let is_moved = tell(cases, tx, case, now, &Text::from(why), at).await?;
    Ok(is_moved.then(|| {
        let day = words::day(now);
        let sentence = match is_after_visit {
            true => Words {
                ru: format!("Решение ожидается до {}: после осмотра.", day.ru),
                en: format!("A decision is expected by {}, after the examination.", day.en),
            },
            false => Words {
                ru: format!("Решение ожидается снова до {}.", day.ru),
                en: format!("A decision is expected by {} again.", day.en),
            },
        };
        MovedByVisit { day, sentence }
    }))
}

/// Notes the day that the citizen is told now; whether it is another one.
async fn tell(
    cases: &CaseStore,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    to: NaiveDate,
    why: &Text,
    at: i64,
) -> Result<bool> {
    let told = match last_move(cases, case)? {
        Some(last) => last.to,
        None => case.due()?,
    };
    if told == to {
        return Ok(false);
    }
    let moved = TermMoved { from: told, at: from_ms(at), why: why.clone() };
    let sealed = cases.base.keys.seal_json(&moved_context(&case.id), &Move { to, moved })?;
    sqlx::query("UPDATE applications SET moved = ? WHERE id = ?")
        .bind(sealed)
        .bind(&case.id)
        .execute(&mut **tx)
        .await?;
    Ok(true)
}

fn last_move(cases: &CaseStore, case: &Case) -> Result<Option<Move>> {
    let open = |sealed| cases.base.keys.open_json(&moved_context(&case.id), sealed);
    Ok(case.moved().map(open).transpose()?)
}

/// Whether a place in the queue is shown.
pub(crate) fn is_queued(case: &Case) -> bool {
    case.executor.is_none() && matches!(case.state(), CaseState::Submitted | CaseState::InReview)
}
