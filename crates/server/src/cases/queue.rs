//! The queue of the office.

use super::store::{Case, by_id, select_case};
use crate::base::Base;
use crate::fail::Result;
use crate::named::Named;
use domain::case::CaseState;

/// Which cases are wanted; `None` for any.
#[derive(Debug, Default)]
pub(crate) struct Queue<'a> {
    pub(crate) state: Option<CaseState>,
    pub(crate) service: Option<&'a str>,
    pub(crate) category: Option<&'a str>,
    pub(crate) executor: Option<Executor<'a>>,
    /// Only those whose term is over, and does not stand still.
    pub(crate) is_overdue: bool,
    /// Id or number of the case before the first one.
    pub(crate) after: Option<&'a str>,
}

#[derive(Debug)]
pub(crate) enum Executor<'a> {
    Nobody,
    /// By id.
    Person(&'a str),
}

macro_rules! wanted {
    ($applications:literal $state:literal) => {
        select_case!(
            $applications
            $state
            " AND (?2 IS NULL OR service = ?2) AND (?3 IS NULL OR category = ?3) AND (?4 IS NULL OR coalesce(executor, '') = ?4)
             AND (?5 IS NULL OR (expected_by < ?5 AND paused_at IS NULL))
             AND (?6 IS NULL OR (expected_by, sent_at, id) > (?6, ?7, ?8))
             ORDER BY expected_by, sent_at, id LIMIT ?9"
        )
    };
}

const OPEN: &str = wanted!(
    "applications INDEXED BY applications_to_do"
    "WHERE state IN ('submitted', 'in_review', 'needs_info') AND (?1 IS NULL OR state = ?1)"
);
const DECIDED: &str = wanted!("applications" "WHERE state = ?1");

/// The first `limit` of these that are not decided, by the day on which they are due, then by when they were sent. With a state in
/// which a case is decided, cases of that state. 404 for an unknown `after`.
pub(crate) async fn queue(base: &Base, wanted: Queue<'_>, limit: u32) -> Result<Vec<Case>> {
    let after = match wanted.after {
        Some(after) => Some(by_id(base.db.read(), after).await?),
        None => None,
    };
    let executor = wanted.executor.map(|executor| match executor {
        Executor::Nobody => "",
        Executor::Person(id) => id,
    });
    let is_decided = wanted.state.is_some_and(CaseState::is_final);
    let due = after.as_ref().map(Case::due).transpose()?;
    let cases = sqlx::query_as(if is_decided { DECIDED } else { OPEN })
        .bind(wanted.state.map(Named))
        .bind(wanted.service)
        .bind(wanted.category)
        .bind(executor)
        .bind(wanted.is_overdue.then(|| base.clock.today().to_string()))
        .bind(due.map(|day| day.to_string()))
        .bind(after.as_ref().map(|case| case.sent_at().timestamp_millis()))
        .bind(after.as_ref().map(|case| case.id.as_str()))
        .bind(limit);
    Ok(cases.fetch_all(base.db.read()).await?)
}
