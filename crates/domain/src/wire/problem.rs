use crate::form::Issue;
use serde::{Deserialize, Serialize};

/// The media type of every error (RFC 9457).
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An error of the API (RFC 9457). `title` is for developers; citizens read the translation of `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    pub title: String,
    pub status: u16,
    pub code: ProblemCode,
    /// What is wrong with which field or document, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Issue>,
    /// Tries that are left, where tries are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u8>,
    /// Seconds to wait before the next try; the same as the `Retry-After` header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// 400: not the JSON that the contract asks for.
    Malformed,
    /// 401: no session, or it has ended.
    SignInRequired,
    /// 401: login or password is wrong; which one is not said.
    WrongCredentials,
    /// 401: the code from the message is wrong.
    WrongCode,
    /// 410: the code is used up or too old; sign in from the start.
    CodeExpired,
    /// 403: an unsafe request from another site.
    ForeignOrigin,
    /// 404: no such thing, or somebody else's.
    NotFound,
    /// 405
    MethodNotAllowed,
    /// 409: the state of the case does not allow it.
    NotAllowed,
    /// 409: the draft has been sent; it cannot change any more.
    AlreadySent,
    /// 409: the same `Idempotency-Key` with another request.
    KeyReused,
    /// 409: somebody else has the slot, or holds it.
    SlotTaken,
    /// 409: the patient has an active booking for the service.
    AlreadyBooked,
    /// 409: less than 24 hours are left, and the citizen has not been told what that costs.
    LateCancel,
    /// 412: another tab or device has saved since.
    Conflict,
    /// 413: the body is larger than the resource takes.
    TooLarge,
    /// 415
    UnsupportedMediaType,
    /// 422: `errors` says what is wrong.
    Invalid,
    /// 422: an input or value that the service does not have.
    UnknownField,
    /// 428: `If-Match` or `Idempotency-Key` is missing.
    PreconditionRequired,
    /// 429: too many tries; `retry_after` says when.
    TooManyAttempts,
    /// 503
    Unavailable,
    /// 500: our fault.
    Internal,
    /// A code of a newer contract.
    #[serde(other)]
    Unknown,
}
