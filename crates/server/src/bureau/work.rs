use super::apply::{Move, apply};
use super::package::check_package;
use super::parts::Bureau;
use crate::fail::{Fail, Result};
use crate::named::Named;
use domain::case::CaseState;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;
use std::time::Duration;

/// How often the bureau looks for cases that are due. It finds them in the database, so a restart loses none.
const ROUND: Duration = Duration::from_millis(500);

/// How long the demonstration waits for the citizen to choose a date for an examination.
const UNCHOSEN: Duration = Duration::from_secs(15 * 60);

/// Largest number of cases per round and state.
const MANY: i64 = 20;

/// Worker: checks packages that were sent and, in a demonstration, decides cases.
pub(crate) async fn work(bureau: Arc<Bureau>) {
    let mut changes = bureau.wakes.journal.subscribe();
    loop {
        if let Err(error) = round(&bureau).await {
            tracing::error!(%error, "bureau");
        }
        // The signal reports a new case at once; the timeout finds older ones whose time has come.
        let _ = tokio::time::timeout(ROUND, changes.changed()).await;
    }
}

async fn round(bureau: &Bureau) -> Result<()> {
    if let Some(after) = bureau.settings.check_after() {
        for case in to_check(bureau, after).await? {
            skip_moved(check_package(bureau, &case).await)?;
        }
    }
    if let Some(after) = bureau.settings.decide_after() {
        for case in to_decide(bureau, after).await? {
            skip_moved(apply(bureau, &case, Move::Approve).await)?;
        }
    }
    Ok(())
}

/// Cases that were sent at least `after` ago.
async fn to_check(bureau: &Bureau, after: Duration) -> Result<Vec<String>> {
    let cases = sqlx::query_scalar(
        "SELECT id FROM applications WHERE state = ? AND changed_at <= ? ORDER BY changed_at LIMIT ?",
    );
    let cases = cases.bind(Named(CaseState::Submitted)).bind(ago(bureau, after)).bind(MANY);
    Ok(cases.fetch_all(bureau.base.db.read()).await?)
}

/// Cases whose review started at least `after` ago. An examination comes before the decision: a case is not decided while
/// the visit is ahead or its date is being chosen, nor, without any booking, before [`UNCHOSEN`] is over.
async fn to_decide(bureau: &Bureau, after: Duration) -> Result<Vec<String>> {
    let examined: Vec<&str> = bureau.catalogue.examined().collect();
    let examined = serde_json::to_string(&examined).map_err(|_| Fail::Internal("services"))?;
    let cases = sqlx::query_scalar(
        "SELECT id FROM applications WHERE state = ?1 AND changed_at <= ?2
         AND NOT EXISTS (SELECT 1 FROM holds WHERE application = applications.id AND ends_at > ?3)
         AND NOT EXISTS (SELECT 1 FROM bookings
             WHERE application = applications.id AND bookings.state = 'booked' AND starts_at > ?3)
         AND (service NOT IN (SELECT value FROM json_each(?4))
             OR EXISTS (SELECT 1 FROM bookings
                 WHERE application = applications.id AND bookings.state <> 'cancelled' AND starts_at <= ?3)
             OR (changed_at <= ?5 AND NOT EXISTS (SELECT 1 FROM bookings WHERE application = applications.id)))
         ORDER BY changed_at LIMIT ?6",
    );
    let cases = cases
        .bind(Named(CaseState::InReview))
        .bind(ago(bureau, after))
        .bind(bureau.base.clock.now_ms())
        .bind(examined)
        .bind(ago(bureau, UNCHOSEN))
        .bind(MANY);
    Ok(cases.fetch_all(bureau.base.db.read()).await?)
}

fn ago(bureau: &Bureau, time: Duration) -> i64 {
    bureau.base.clock.now_ms().saturating_sub(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

/// The citizen or a clerk may have moved the case in between.
fn skip_moved<T>(result: Result<T>) -> Result<()> {
    match result {
        Ok(_) | Err(Fail::Code(ProblemCode::NotAllowed | ProblemCode::NotFound)) => Ok(()),
        Err(fail) => Err(fail),
    }
}
