use super::headers::{TUS_EXTENSION, TUS_VERSION, VERSION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

/// The protocol that the server supports: tus 1.0 with creation, expiration and termination.
#[utoipa::path(options, path = "/uploads", tag = "uploads", responses(
    (status = 204, headers(("Tus-Version" = String), ("Tus-Extension" = String))),
))]
pub(super) async fn options() -> Response {
    let headers = [
        (TUS_VERSION, VERSION),
        (TUS_EXTENSION, HeaderValue::from_static("creation,expiration,termination")),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
