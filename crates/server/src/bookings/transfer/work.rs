use super::super::store;
use super::super::tell::wake;
use super::answer::{Closing, close};
use crate::app::App;
use crate::fail::Result;
use std::time::Duration;

const ROUND: Duration = Duration::from_secs(1);

/// Worker: closes proposals that nobody has answered in time, also while the server was away.
pub(crate) async fn work(app: App) {
    loop {
        if let Err(error) = close_unanswered(&app).await {
            tracing::error!(%error, "transfers");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// One round.
pub(crate) async fn close_unanswered(app: &App) -> Result<()> {
    let now = app.clock.now();
    // Asked before writing: mostly there is nothing.
    if store::unanswered(app.db.read(), now).await?.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    // A visit that has begun meanwhile has nothing to move any more.
    store::mark_past(&mut *tx, now).await?;
    for row in store::unanswered(&mut *tx, now).await? {
        close(app, &mut tx, &row, Closing::Unanswered).await?;
    }
    tx.commit().await?;
    wake(app);
    Ok(())
}
