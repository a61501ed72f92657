use super::super::announce::wake;
use super::super::parts::BookingStore;
use super::super::store;
use super::close::{Closing, close};
use crate::fail::Result;
use std::sync::Arc;
use std::time::Duration;

const ROUND: Duration = Duration::from_secs(1);

/// Worker: closes proposals that were not answered in time, also those that ran out while the server was down.
pub(crate) async fn work(bookings: Arc<BookingStore>) {
    loop {
        if let Err(error) = close_unanswered(&bookings).await {
            tracing::error!(%error, "transfers");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Closes the proposals that were not answered in time.
pub(crate) async fn close_unanswered(bookings: &BookingStore) -> Result<()> {
    let now = bookings.base.clock.now();
    // Look before taking the writer: usually there is nothing to do.
    if store::unanswered(bookings.base.db.read(), now).await?.is_empty() {
        return Ok(());
    }
    let mut tx = bookings.base.db.begin().await?;
    // A visit that has begun can no longer be moved, so nobody has to answer its proposal.
    store::mark_past(&mut *tx, now).await?;
    for row in store::unanswered(&mut *tx, now).await? {
        close(bookings, &mut tx, &row, Closing::Unanswered).await?;
    }
    tx.commit().await?;
    wake(bookings);
    Ok(())
}
