use super::client::{address, get, post};
use super::error::ApiError;
use domain::wire::application::{Application, Applications};

pub(crate) async fn list() -> Result<Applications, ApiError> {
    get("/applications").await
}

pub(crate) async fn one(id: &str) -> Result<Application, ApiError> {
    get(&format!("/applications/{id}")).await
}

pub(crate) async fn withdraw(id: &str) -> Result<Application, ApiError> {
    post(&format!("/applications/{id}/withdraw"), &serde_json::json!({})).await
}

/// Where the decision's PDF is.
pub(crate) fn decision(id: &str) -> String {
    address(&format!("/applications/{id}/decision.pdf"))
}

/// Where live events come from.
pub(crate) fn events() -> String {
    address("/events")
}
