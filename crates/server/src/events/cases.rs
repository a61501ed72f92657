use super::frame::event;
use super::parts::Streams;
use super::stream::{Batch, Feed};
use crate::clock::from_ms;
use crate::fail::Result;
use crate::journal;
use crate::named::Named;
use domain::case::CaseState;
use domain::wire::event::{CASE_CHANGED, CaseChanged};
use std::ops::RangeInclusive;
use std::sync::Arc;
use tokio::sync::watch;

/// Largest number of events per query. After a long absence they are replayed in several batches.
const MANY: i64 = 200;

/// Changes of an account's cases.
pub(super) struct CaseFeed {
    pub(super) streams: Arc<Streams>,
    pub(super) account: String,
}

impl Feed for CaseFeed {
    fn changes(&self) -> watch::Receiver<()> {
        self.streams.journal.subscribe()
    }

    async fn positions(&self) -> Result<RangeInclusive<i64>> {
        Ok(0..=journal::last_id(&self.streams.base.db).await?)
    }

    async fn after(&self, position: i64) -> Result<Batch> {
        let rows: Vec<(i64, String, Named<CaseState>, i64)> = sqlx::query_as(
            "SELECT id, application, state, at FROM journal WHERE account = ? AND id > ? ORDER BY id LIMIT ?",
        )
        .bind(&self.account)
        .bind(position)
        .bind(MANY)
        .fetch_all(self.streams.base.db.read())
        .await?;
        let mut batch = Batch { text: String::new(), position };
        for (id, application, state, at) in rows {
            let changed = CaseChanged { application, state: state.0, at: from_ms(at) };
            batch.text.push_str(&event(CASE_CHANGED, id, &changed)?);
            batch.position = id;
        }
        Ok(batch)
    }
}
