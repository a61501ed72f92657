use super::client::{get, post};
use super::error::ApiError;
use domain::form::Service;
use domain::wire::service::{Found, Search, Services};

pub(crate) async fn list() -> Result<Services, ApiError> {
    get("/services").await
}

pub(crate) async fn one(id: &str) -> Result<Service, ApiError> {
    get(&format!("/services/{id}")).await
}

/// Open services that match the words, best match first.
pub(crate) async fn search(words: String) -> Result<Found, ApiError> {
    post("/services/search", &Search { words }).await
}
