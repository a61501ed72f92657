use super::store::free_ended;
use crate::institutions::InstitutionStore;
use std::sync::Arc;
use std::time::Duration;

/// How soon an ended hold is free for others on their screens; for bookings it is free at once.
const ROUND: Duration = Duration::from_millis(500);

/// Worker: frees holds that have ended, also while the server was away.
pub(crate) async fn work(institutions: Arc<InstitutionStore>) {
    loop {
        if let Err(error) = free_ended(&institutions).await {
            tracing::error!(%error, "holds");
        }
        tokio::time::sleep(ROUND).await;
    }
}
