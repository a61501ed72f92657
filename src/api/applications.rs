use super::client::{Empty, address, get, post};
use super::error::ApiError;
use domain::wire::application::{Application, Applications};
use domain::wire::draft::NewDraft;
use serde::Deserialize;

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

/// Applies again: a new draft with the answers and files of an application.
pub(crate) async fn repeat(id: &str, service: String) -> Result<Begun, ApiError> {
    post("/drafts", &NewDraft { service, from: Some(id.to_owned()) }).await
}

/// What the page of a case needs of a new draft: the draft itself is read by the part of the app that knows forms.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Begun {
    pub(crate) id: String,
}

/// Where a document about an application is: `decision.pdf`, `act.pdf`, `copy.pdf`, `qr.svg`, `renewal.ics`.
pub(crate) fn document(id: &str, name: &str) -> String {
    address(&format!("/applications/{id}/{name}"))
}

/// Where live events come from.
pub(crate) fn events() -> String {
    address("/events")
}
