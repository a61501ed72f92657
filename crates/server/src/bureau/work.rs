use super::{Move, apply, check_package};
use crate::app::App;
use crate::fail::{Fail, Result};
use domain::case::CaseState;
use domain::wire::problem::ProblemCode;
use std::time::Duration;

/// How often the bureau looks at what is due. What it has to do stands in the database, so a restart loses nothing.
const ROUND: Duration = Duration::from_millis(500);

/// Cases per round and state.
const MANY: i64 = 20;

/// Worker: checks what was sent, and decides where the demonstration decides by itself.
pub(crate) async fn work(app: App) {
    let mut changes = app.journal.subscribe();
    loop {
        if let Err(error) = round(&app).await {
            tracing::error!(%error, "bureau");
        }
        // A new case is checked at once, an older one when its time has come.
        let _ = tokio::time::timeout(ROUND, changes.changed()).await;
    }
}

async fn round(app: &App) -> Result<()> {
    if let Some(after) = app.settings.check_after() {
        for case in due(app, CaseState::Submitted, after).await? {
            skip_moved(check_package(app, &case).await)?;
        }
    }
    if let Some(after) = app.settings.decide_after() {
        for case in due(app, CaseState::InReview, after).await? {
            skip_moved(apply(app, &case, Move::Approve).await)?;
        }
    }
    Ok(())
}

/// Cases that have been in `state` for so long. Nobody decides before an examination that is booked, or is being booked.
async fn due(app: &App, state: CaseState, after: Duration) -> Result<Vec<String>> {
    let now = app.clock.now_ms();
    let since = now - i64::try_from(after.as_millis()).unwrap_or(i64::MAX);
    let cases = sqlx::query_scalar(
        "SELECT id FROM applications WHERE state = ?1 AND changed_at <= ?2
         AND (?3 OR NOT EXISTS (SELECT 1 FROM holds WHERE application = applications.id AND ends_at > ?4
             UNION ALL SELECT 1 FROM bookings
             WHERE application = applications.id AND bookings.state = 'booked' AND starts_at > ?4))
         ORDER BY changed_at LIMIT ?5",
    );
    let is_check = state == CaseState::Submitted;
    let cases = cases.bind(crate::journal::to_name(&state)?).bind(since).bind(is_check);
    Ok(cases.bind(now).bind(MANY).fetch_all(app.db.read()).await?)
}

/// The citizen or a clerk may have moved the case in between.
fn skip_moved<T>(result: Result<T>) -> Result<()> {
    match result {
        Ok(_) | Err(Fail::Code(ProblemCode::NotAllowed | ProblemCode::NotFound)) => Ok(()),
        Err(fail) => Err(fail),
    }
}
