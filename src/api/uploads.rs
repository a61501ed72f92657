use super::client::{address, delete, get};
use super::error::ApiError;
use domain::wire::file::FileInfo;

/// Where uploads are created (tus 1.0).
pub(crate) fn endpoint() -> String {
    address("/uploads")
}

/// Where the upload with this id is continued.
pub(crate) fn of(id: &str) -> String {
    address(&format!("/uploads/{id}"))
}

pub(crate) async fn one(id: &str) -> Result<FileInfo, ApiError> {
    get(&format!("/uploads/{id}")).await
}

pub(crate) async fn remove(id: &str) -> Result<(), ApiError> {
    delete(&format!("/uploads/{id}")).await
}
