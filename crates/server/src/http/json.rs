use crate::fail::Fail;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use domain::wire::problem::ProblemCode;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

/// A JSON body of at most `MAX` bytes. 415 for another media type, 413 for more bytes, 400 for anything that is not
/// the JSON of a `T`.
pub(crate) struct Json<T, const MAX: usize = { 16 * 1024 }>(pub(crate) T);

impl<S: Sync, T: DeserializeOwned, const MAX: usize> FromRequest<S> for Json<T, MAX> {
    type Rejection = Fail;

    async fn from_request(request: Request, _: &S) -> Result<Self, Fail> {
        if !is_json(request.headers()) {
            return Err(ProblemCode::UnsupportedMediaType.into());
        }
        let body = read(request.into_body(), MAX).await?;
        Ok(Self(serde_json::from_slice(&body).map_err(|_| ProblemCode::Malformed)?))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let essence = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

async fn read(body: Body, max: usize) -> Result<bytes::Bytes, Fail> {
    match Limited::new(body, max).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(ProblemCode::TooLarge.into()),
        Err(_) => Err(Fail::Status(StatusCode::REQUEST_TIMEOUT, ProblemCode::Malformed)),
    }
}
