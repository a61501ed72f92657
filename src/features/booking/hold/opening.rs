//! What a page that opens finds held.

use super::{in_turn, slot};
use crate::api::{self, ApiError};
use chrono::TimeDelta;
use domain::booking::WARNING_SECONDS;
use domain::wire::booking::{ApplicationVisit, Hold};

/// What is needed to choose a date for an application.
#[derive(Debug, Clone)]
pub(in crate::features::booking) struct Opening {
    pub(in crate::features::booking) visit: ApplicationVisit,
    /// What is held is this page's to free.
    pub(in crate::features::booking) is_own: bool,
}

/// Asks for it once all else about the hold has its answer. A hold that ends soon gets ten minutes more: it does so when
/// the page that took it was closed or is being loaded anew.
pub(in crate::features::booking) async fn open(application: &str) -> Result<Opening, ApiError> {
    in_turn(async {
        let visit = api::bookings::visit(application).await?;
        let Some(hold) = visit.hold.as_ref().filter(|hold| ends_soon(hold)) else {
            return Ok(Opening { visit, is_own: false });
        };
        match api::bookings::prolong(application, &slot(hold)).await {
            Ok(hold) => {
                let visit = ApplicationVisit { hold: Some(hold), ..visit };
                Ok(Opening { visit, is_own: true })
            }
            // It goes on to its end.
            Err(_) => Ok(Opening { visit, is_own: false }),
        }
    })
    .await
}

fn ends_soon(hold: &Hold) -> bool {
    hold.ends_at - hold.now < TimeDelta::seconds(WARNING_SECONDS)
}
