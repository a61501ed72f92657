//! Takes away what has had its time: sessions, codes, drafts, unfinished uploads, holds, old changes of
//! slots.

use crate::base::Base;
use crate::bookings::BookingStore;
use crate::drafts::DraftStore;
use crate::fail::Result;
use crate::files::FileStore;
use crate::institutions::InstitutionStore;
use crate::{auth, bookings, drafts, files, holds, institutions};
use std::sync::Arc;
use std::time::Duration;

/// What the sweeper needs.
#[derive(Debug)]
pub(crate) struct Sweeper {
    pub(crate) base: Base,
    pub(crate) files: Arc<FileStore>,
    pub(crate) institutions: Arc<InstitutionStore>,
    pub(crate) bookings: Arc<BookingStore>,
    pub(crate) drafts: Arc<DraftStore>,
}

const ROUND: Duration = Duration::from_secs(60);

/// Worker: the first round runs at once, for what a stopped server has left.
pub(crate) async fn work(sweeper: Arc<Sweeper>) {
    loop {
        if let Err(error) = round(&sweeper).await {
            tracing::error!(%error, "sweeper");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// One round.
pub(crate) async fn round(sweeper: &Sweeper) -> Result<()> {
    bookings::mark_past(sweeper.base.db.write(), sweeper.base.clock.now()).await?;
    bookings::close_unanswered(&sweeper.bookings).await?;
    auth::sweep_challenges(&sweeper.base).await?;
    auth::sweep_sessions(&sweeper.base).await?;
    files::sweep(&sweeper.files).await?;
    holds::free_ended(&sweeper.institutions).await?;
    institutions::sweep(&sweeper.base).await?;
    drafts::sweep(&sweeper.drafts).await
}
