use crate::fail::Fail;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use domain::wire::problem::ProblemCode;
use serde::de::DeserializeOwned;

/// Longest id in a path, in bytes.
const LONGEST: usize = 64;

/// The `{id}` of a path; 404 when it cannot be an id.
pub(crate) struct Id(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fail> {
        match Path::<String>::from_request_parts(parts, state).await {
            Ok(Path(id)) if id.len() <= LONGEST => Ok(Self(id)),
            _ => Err(ProblemCode::NotFound.into()),
        }
    }
}

/// The ids of a path with several; 404 when one of them cannot be an id.
pub(crate) struct Ids<const MANY: usize>(pub(crate) [String; MANY]);

impl<S: Send + Sync, const MANY: usize> FromRequestParts<S> for Ids<MANY> {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fail> {
        let ids = Path::<Vec<String>>::from_request_parts(parts, state).await;
        match ids.map(|Path(ids)| <[String; MANY]>::try_from(ids)) {
            Ok(Ok(ids)) if ids.iter().all(|id| id.len() <= LONGEST) => Ok(Self(ids)),
            _ => Err(ProblemCode::NotFound.into()),
        }
    }
}

/// The query of the address; 400 when it cannot be read as a `T`.
pub(crate) struct Question<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Question<T> {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fail> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(question)) => Ok(Self(question)),
            Err(_) => Err(ProblemCode::Malformed.into()),
        }
    }
}
