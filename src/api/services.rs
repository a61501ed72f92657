use super::client::get;
use super::error::ApiError;
use domain::form::Service;
use domain::wire::service::Services;

pub(crate) async fn list() -> Result<Services, ApiError> {
    get("/services").await
}

pub(crate) async fn one(id: &str) -> Result<Service, ApiError> {
    get(&format!("/services/{id}")).await
}
