use crate::fail::Fail;
use axum::http::StatusCode;
use domain::wire::problem::ProblemCode;

/// 423: another request has the lock of the upload.
pub(super) fn locked() -> Fail {
    Fail::Status(StatusCode::LOCKED, ProblemCode::Unavailable)
}
