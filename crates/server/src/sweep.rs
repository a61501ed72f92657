//! Deletes what has expired: sessions, codes, drafts, old questions, unfinished uploads, holds, old changes of slots, old messages, what is in the
//! journal for streams alone, old lines of the audit. Also marks past visits, and closes transfer proposals without an answer.

use crate::base::Base;
use crate::bookings::BookingStore;
use crate::drafts::DraftStore;
use crate::fail::Result;
use crate::files::FileStore;
use crate::institutions::InstitutionStore;
use crate::questions::QuestionStore;
use crate::{
    audit, auth, bookings, drafts, files, holds, institutions, journal, outbox, questions,
};
use std::sync::Arc;
use std::time::Duration;

/// Shared state of the sweeper.
#[derive(Debug)]
pub(crate) struct Sweeper {
    pub(crate) base: Base,
    pub(crate) files: Arc<FileStore>,
    pub(crate) institutions: Arc<InstitutionStore>,
    pub(crate) bookings: Arc<BookingStore>,
    pub(crate) drafts: Arc<DraftStore>,
    pub(crate) questions: Arc<QuestionStore>,
}

const ROUND: Duration = Duration::from_secs(60);

/// Worker. The first round runs at once, for what expired while the server was down.
pub(crate) async fn work(sweeper: Arc<Sweeper>) {
    loop {
        if let Err(error) = round(&sweeper).await {
            tracing::error!(%error, "sweeper");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// One round. The clock's test door runs one, too.
pub(crate) async fn round(sweeper: &Sweeper) -> Result<()> {
    bookings::mark_past(sweeper.base.db.write(), sweeper.base.clock.now()).await?;
    bookings::close_unanswered(&sweeper.bookings).await?;
    auth::sweep_challenges(&sweeper.base).await?;
    auth::sweep_sessions(&sweeper.base).await?;
    files::sweep(&sweeper.files).await?;
    holds::free_ended(&sweeper.institutions).await?;
    institutions::sweep(&sweeper.base).await?;
    drafts::sweep(&sweeper.drafts).await?;
    questions::sweep(&sweeper.questions).await?;
    journal::trim(&sweeper.base).await?;
    outbox::sweep(&sweeper.base).await?;
    audit::sweep(&sweeper.base).await
}
