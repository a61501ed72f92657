use super::super::announce::wake;
use super::super::parts::BookingStore;
use super::super::store;
use super::answer::{Closing, close};
use crate::fail::Result;
use std::sync::Arc;
use std::time::Duration;

const ROUND: Duration = Duration::from_secs(1);

/// Worker: closes proposals that nobody has answered in time, also while the server was away.
pub(crate) async fn work(bookings: Arc<BookingStore>) {
    loop {
        if let Err(error) = close_unanswered(&bookings).await {
            tracing::error!(%error, "transfers");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// One round.
pub(crate) async fn close_unanswered(bookings: &BookingStore) -> Result<()> {
    let now = bookings.base.clock.now();
    // Asked before writing: mostly there is nothing.
    if store::unanswered(bookings.base.db.read(), now).await?.is_empty() {
        return Ok(());
    }
    let mut tx = bookings.base.db.begin().await?;
    // A visit that has begun meanwhile has nothing to move any more.
    store::mark_past(&mut *tx, now).await?;
    for row in store::unanswered(&mut *tx, now).await? {
        close(bookings, &mut tx, &row, Closing::Unanswered).await?;
    }
    tx.commit().await?;
    wake(bookings);
    Ok(())
}
