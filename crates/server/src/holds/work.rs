use super::store::free_ended;
use crate::institutions::InstitutionStore;
use std::sync::Arc;
use std::time::Duration;

/// How long an ended hold may still look taken in other citizens' calendars. Bookings treat it as free at once.
const ROUND: Duration = Duration::from_millis(500);

/// Worker: frees holds that have ended, including those that ended while the server was down.
pub(crate) async fn work(institutions: Arc<InstitutionStore>) {
    loop {
        if let Err(error) = free_ended(&institutions).await {
            tracing::error!(%error, "holds");
        }
        tokio::time::sleep(ROUND).await;
    }
}
