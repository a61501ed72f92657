use crate::fail::Fail;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use domain::wire::problem::ProblemCode;

/// The `{id}` of a path. What cannot be an id is not found.
pub(crate) struct Id(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fail> {
        match Path::<String>::from_request_parts(parts, state).await {
            Ok(Path(id)) if id.len() <= 64 => Ok(Self(id)),
            _ => Err(ProblemCode::NotFound.into()),
        }
    }
}
