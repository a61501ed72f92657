//! Takes away what has had its time: sessions, codes, drafts, unfinished uploads, holds, old changes of
//! slots.

use crate::app::App;
use crate::fail::Result;
use crate::{auth, bookings, drafts, holds, institutions, uploads};
use std::time::Duration;

const ROUND: Duration = Duration::from_secs(60);

/// Worker: the first round runs at once, for what a stopped server has left.
pub(crate) async fn work(app: App) {
    loop {
        if let Err(error) = round(&app).await {
            tracing::error!(%error, "sweeper");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// One round.
pub(crate) async fn round(app: &App) -> Result<()> {
    bookings::mark_past(app.db.write(), app.clock.now()).await?;
    bookings::close_unanswered(app).await?;
    auth::sweep_challenges(app).await?;
    auth::sweep_sessions(app).await?;
    uploads::sweep(app).await?;
    holds::free_ended(app).await?;
    institutions::sweep(app).await?;
    drafts::sweep(app).await
}
