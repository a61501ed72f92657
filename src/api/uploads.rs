use super::client::{address, delete, get};
use super::error::ApiError;
use domain::wire::file::FileInfo;

/// Address that creates uploads (tus 1.0).
pub(crate) fn endpoint() -> String {
    address("/uploads")
}

/// Address of the upload with this id.
pub(crate) fn of(id: &str) -> String {
    address(&format!("/uploads/{id}"))
}

/// Address of a file of the citizen's own, complete.
pub(crate) fn content(id: &str) -> String {
    address(&format!("/uploads/{id}/content"))
}

pub(crate) async fn one(id: &str) -> Result<FileInfo, ApiError> {
    get(&format!("/uploads/{id}")).await
}

pub(crate) async fn remove(id: &str) -> Result<(), ApiError> {
    delete(&format!("/uploads/{id}")).await
}
