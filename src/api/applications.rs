use super::client::{Empty, address, get, get_settled, post, put_quietly};
use super::drafts::Begun;
use super::error::ApiError;
use domain::wire::application::{Application, Applications, Seen};

pub(crate) async fn list() -> Result<Applications, ApiError> {
    get("/applications").await
}

pub(crate) async fn one(id: &str) -> Result<Application, ApiError> {
    get_settled(&format!("/applications/{id}")).await
}

/// Tells that the citizen has seen the journal up to this line.
pub(crate) async fn see(id: &str, line: i64) -> Result<(), ApiError> {
    put_quietly(&format!("/applications/{id}/seen"), &Seen { line }).await
}

pub(crate) async fn withdraw(id: &str) -> Result<Application, ApiError> {
    post(&format!("/applications/{id}/withdraw"), &Empty {}).await
}

/// Sends the electronic referral to the institution that is booked; sending twice has the same effect as once.
pub(crate) async fn send_referral(id: &str) -> Result<Application, ApiError> {
    post(&format!("/applications/{id}/referral"), &Empty {}).await
}

/// Creates the draft that corrects an application, or returns the one that is not sent yet.
pub(crate) async fn correct(id: &str) -> Result<Begun, ApiError> {
    post(&format!("/applications/{id}/correction"), &Empty {}).await
}

/// Address of a file about an application: `decision.pdf`, `report.pdf`, `act.pdf`, `copy.pdf`, `referral.pdf`, `preparation.pdf`, `qr.svg`, `renewal.ics`.
pub(crate) fn document(id: &str, name: &str) -> String {
    address(&format!("/applications/{id}/{name}"))
}

/// Address of the stream of live events.
pub(crate) fn events() -> String {
    address("/events")
}
