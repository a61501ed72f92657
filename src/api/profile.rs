use super::client::{get, put_for_good};
use super::error::ApiError;
use domain::wire::profile::{Person, Profile};

/// The citizen's own profile.
pub(crate) async fn own() -> Result<Profile, ApiError> {
    get("/profile").await
}

/// Replaces this version of it.
pub(crate) async fn save(version: &str, person: &Person) -> Result<Profile, ApiError> {
    put_for_good("/profile", version, person).await
}
