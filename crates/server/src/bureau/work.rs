use super::demo;
use super::package::check_package;
use super::parts::Bureau;
use super::round::{MANY, ago, log};
use crate::fail::Result;
use crate::named::Named;
use domain::case::CaseState;
use std::sync::Arc;
use std::time::Duration;

/// How often the bureau looks for cases that are due. It finds them in the database, so a restart loses none.
const ROUND: Duration = Duration::from_millis(500);

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
            log(check_package(bureau, &case).await);
        }
    }
    if let Some(after) = bureau.settings.decide_after() {
        demo::round(bureau, after).await?;
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
