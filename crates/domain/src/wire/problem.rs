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
    /// Attempts that are left, if their number is limited.
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
    /// 400: not the JSON that the API expects.
    Malformed,
    /// 401: no session, or it has ended.
    SignInRequired,
    /// 401: the login or the password is wrong; the response does not say which.
    WrongCredentials,
    /// 403: login and password are right, and the account is blocked.
    AccountBlocked,
    /// 403: the citizen has not shown the password within the last ten minutes; `POST /account/access` shows it.
    PasswordRequired,
    /// 403: not the password of who is signed in.
    WrongPassword,
    /// 403: what the passkey has brought is not right: it is for another site or question, or nobody has checked who uses it.
    PasskeyRefused,
    /// 403: the server does not know the passkey, or not any more; the browser may forget it.
    PasskeyUnknown,
    /// 401: the code from the message is wrong.
    WrongCode,
    /// 410: the code is used up or too old; sign in from the start.
    CodeExpired,
    /// 403: it needs a confirmed account (M-02).
    AccountNotConfirmed,
    /// 410: a proof or a link that is used up or too old.
    ProofExpired,
    /// 422: a new password without all that S-01 asks for.
    WeakPassword,
    /// 403: the role of who asks does not include this. Only the office's API.
    Forbidden,
    /// 403: an unsafe request from another site.
    ForeignOrigin,
    /// 404: there is no such resource, or it belongs to somebody else.
    NotFound,
    /// 405
    MethodNotAllowed,
    /// 409: the state of the case does not allow it.
    NotAllowed,
    /// 409: the draft has been sent; it cannot change any more.
    AlreadySent,
    /// 409: the same `Idempotency-Key` came with another request.
    KeyReused,
    /// 409: somebody else has booked or holds the slot.
    SlotTaken,
    /// 409: the patient has an active booking for the service.
    AlreadyBooked,
    /// 409: less than 24 hours are left, and the request does not say that the citizen has seen the warning.
    LateCancel,
    /// 412: the resource has changed since, for example in another tab or device.
    Conflict,
    /// 413: the body is larger than the resource accepts.
    TooLarge,
    /// 415
    UnsupportedMediaType,
    /// 422: `errors` says what is wrong.
    Invalid,
    /// 422: an input or value that the service does not have.
    UnknownField,
    /// 428: `If-Match` or `Idempotency-Key` is missing.
    PreconditionRequired,
    /// 429: too many attempts; `retry_after` says how long to wait.
    TooManyAttempts,
    /// 429: no more SMS to this phone for now; `retry_after` says how long to wait.
    TooManyMessages,
    /// 503
    Unavailable,
    /// 500: a fault of the server.
    Internal,
    /// A code of a newer version of the API.
    #[serde(other)]
    Unknown,
}
