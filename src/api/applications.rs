use super::client::{Empty, address, get, post};
use super::drafts::Begun;
use super::error::ApiError;
use domain::wire::application::{Application, Applications};

pub(crate) async fn list() -> Result<Applications, ApiError> {
    get("/applications").await
}

pub(crate) async fn one(id: &str) -> Result<Application, ApiError> {
    get(&format!("/applications/{id}")).await
}

pub(crate) async fn withdraw(id: &str) -> Result<Application, ApiError> {
    post(&format!("/applications/{id}/withdraw"), &Empty {}).await
}

/// The draft in which an application is corrected; the same one as long as it is not sent.
pub(crate) async fn correct(id: &str) -> Result<Begun, ApiError> {
    post(&format!("/applications/{id}/correction"), &Empty {}).await
}

/// Where a document about an application is: `decision.pdf`, `act.pdf`, `copy.pdf`, `qr.svg`, `renewal.ics`.
pub(crate) fn document(id: &str, name: &str) -> String {
    address(&format!("/applications/{id}/{name}"))
}

/// Where live events come from.
pub(crate) fn events() -> String {
    address("/events")
}
