use super::client::{address, get};
use super::error::ApiError;
use chrono::NaiveDate;
use domain::wire::institution::{Days, Institutions, Slots};

/// All institutions that examine or operate.
pub(crate) async fn list() -> Result<Institutions, ApiError> {
    get("/institutions").await
}

/// The days of an institution, each with whether the application's visit can be booked.
pub(crate) async fn days(application: &str, institution: &str) -> Result<Days, ApiError> {
    get(&format!("{}/days", of(application, institution))).await
}

pub(crate) async fn slots(
    application: &str,
    institution: &str,
    day: NaiveDate,
) -> Result<Slots, ApiError> {
    get(&format!("{}/days/{day}", of(application, institution))).await
}

/// Address of the stream of slot changes.
pub(crate) fn events(application: &str, institution: &str) -> String {
    address(&format!("{}/events", of(application, institution)))
}

fn of(application: &str, institution: &str) -> String {
    format!("/applications/{application}/institutions/{institution}")
}
