//! The application and its hold when a page opens.

use super::{in_turn, slot};
use crate::api::{self, ApiError};
use chrono::TimeDelta;
use domain::booking::WARNING_SECONDS;
use domain::wire::booking::{ApplicationVisit, Hold};

/// What is needed to choose a date for an application.
#[derive(Debug, Clone)]
pub(in crate::features::booking) struct Opening {
    pub(in crate::features::booking) visit: ApplicationVisit,
    /// Whether this page has to release the hold.
    pub(in crate::features::booking) is_own: bool,
}

/// Fetches the application after all earlier requests about holds have their answers. Prolongs a hold that ends soon: the
/// page that took it was probably closed or is reloading.
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
            // Not prolonged: the hold runs to its end.
            Err(_) => Ok(Opening { visit, is_own: false }),
        }
    })
    .await
}

fn ends_soon(hold: &Hold) -> bool {
    hold.ends_at - hold.now < TimeDelta::seconds(WARNING_SECONDS)
}
