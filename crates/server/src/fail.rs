//! Turns every failure of the API into a problem document (RFC 9457).

use crate::keys::Damaged;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::form::{FieldError, Issue};
use domain::wire::problem::{MEDIA_TYPE, Problem, ProblemCode};

pub(crate) type Result<T> = std::result::Result<T, Fail>;

/// Why a request has failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fail {
    #[error("{0:?}")]
    Code(ProblemCode),
    /// With the inputs or documents that are wrong.
    #[error("{0:?}")]
    Issues(ProblemCode, Vec<Issue>),
    #[error("wrong code")]
    WrongCode { tries_left: u8 },
    /// 429; the client can try again in so many seconds.
    #[error("{code:?}")]
    Wait { code: ProblemCode, seconds: u32 },
    /// A status that the upload protocol requires, with the closest problem code.
    #[error("{0}")]
    Status(StatusCode, ProblemCode),
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("{0}")]
    Damaged(#[from] Damaged),
    #[error("storage: {0}")]
    Io(#[from] std::io::Error),
    #[error("{0}")]
    Internal(&'static str),
}

impl From<ProblemCode> for Fail {
    fn from(code: ProblemCode) -> Self {
        Self::Code(code)
    }
}

impl IntoResponse for Fail {
    fn into_response(self) -> Response {
        let internal =
            matches!(self, Self::Database(_) | Self::Damaged(_) | Self::Io(_) | Self::Internal(_));
        if internal {
            // The error describes the server's fault and never contains data of the request.
            tracing::error!(error = %self, "request failed");
        }
        problem_response(&self.problem())
    }
}

impl Fail {
    /// 422 with one thing that is wrong, at this place of the body.
    pub(crate) fn at(pointer: impl Into<String>, error: impl Into<FieldError>) -> Self {
        let issue = Issue { pointer: pointer.into(), error: error.into() };
        Self::Issues(ProblemCode::Invalid, vec![issue])
    }

    pub(crate) fn problem(&self) -> Problem {
        let code = match self {
            Self::Code(code)
            | Self::Issues(code, _)
            | Self::Status(_, code)
            | Self::Wait { code, .. } => *code,
            Self::WrongCode { .. } => ProblemCode::WrongCode,
            Self::Database(error) if is_overload(error) => ProblemCode::Unavailable,
            Self::Database(_) | Self::Damaged(_) | Self::Io(_) | Self::Internal(_) => {
                ProblemCode::Internal
            }
        };
        let status = if let Self::Status(status, _) = self { *status } else { status_of(code) };
        let mut problem = Problem {
            title: title_of(code).to_owned(),
            status: status.as_u16(),
            code,
            errors: Vec::new(),
            tries_left: None,
            retry_after: None,
        };
        match self {
            Self::Issues(_, issues) => problem.errors.clone_from(issues),
            Self::WrongCode { tries_left } => problem.tries_left = Some(*tries_left),
            Self::Wait { seconds, .. } => problem.retry_after = Some(*seconds),
            _ => {}
        }
        problem
    }
}

/// Response with the problem as its body, and with `Retry-After` if the problem has one.
pub(crate) fn problem_response(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))];
    let mut response = (status, headers, body).into_response();
    if let Some(seconds) = problem.retry_after {
        let name: HeaderName = header::RETRY_AFTER;
        response.headers_mut().insert(name, HeaderValue::from(seconds));
    }
    response
}

/// Whether another try can succeed: the database is busy, or the server is being stopped.
fn is_overload(error: &sqlx::Error) -> bool {
    const SQLITE_BUSY: &str = "5";
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| code == SQLITE_BUSY),
        _ => false,
    }
}

fn status_of(code: ProblemCode) -> StatusCode {
    match code {
        ProblemCode::Malformed => StatusCode::BAD_REQUEST,
        ProblemCode::SignInRequired | ProblemCode::WrongCredentials | ProblemCode::WrongCode => {
            StatusCode::UNAUTHORIZED
        }
        ProblemCode::ForeignOrigin
        | ProblemCode::Forbidden
        | ProblemCode::AccountBlocked
        | ProblemCode::AccountNotConfirmed
        | ProblemCode::PasswordRequired
        | ProblemCode::WrongPassword
        | ProblemCode::PasskeyRefused
        | ProblemCode::PasskeyUnknown => StatusCode::FORBIDDEN,
        ProblemCode::NotFound => StatusCode::NOT_FOUND,
        ProblemCode::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        ProblemCode::NotAllowed
        | ProblemCode::AlreadySent
        | ProblemCode::KeyReused
        | ProblemCode::SlotTaken
        | ProblemCode::AlreadyBooked
        | ProblemCode::LateCancel => StatusCode::CONFLICT,
        ProblemCode::CodeExpired | ProblemCode::ProofExpired => StatusCode::GONE,
        ProblemCode::Conflict => StatusCode::PRECONDITION_FAILED,
        ProblemCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ProblemCode::Invalid | ProblemCode::UnknownField | ProblemCode::WeakPassword => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        ProblemCode::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
        ProblemCode::TooManyAttempts | ProblemCode::TooManyMessages => {
            StatusCode::TOO_MANY_REQUESTS
        }
        ProblemCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ProblemCode::Internal | ProblemCode::Unknown => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Title for developers. Citizens read a translated text for the code.
fn title_of(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::Malformed => "The request is not what the contract asks for",
        ProblemCode::SignInRequired => "No session, or it has ended",
        ProblemCode::WrongCredentials => "Login or password is wrong",
        ProblemCode::AccountBlocked => "The account is blocked",
        ProblemCode::AccountNotConfirmed => "It needs a confirmed account",
        ProblemCode::PasswordRequired => "The password has to be shown once more",
        ProblemCode::WrongPassword => "The password is wrong",
        ProblemCode::PasskeyRefused => "The passkey's answer is not right",
        ProblemCode::PasskeyUnknown => "The passkey is not one of ours",
        ProblemCode::ProofExpired => "The proof or the link is used up or too old",
        ProblemCode::WeakPassword => "The password is too weak",
        ProblemCode::WrongCode => "The code is wrong",
        ProblemCode::CodeExpired => "The code is used up or too old",
        ProblemCode::Forbidden => "The role does not include it",
        ProblemCode::ForeignOrigin => "The request comes from another site",
        ProblemCode::NotFound => "Not found",
        ProblemCode::MethodNotAllowed => "The resource does not know this method",
        ProblemCode::NotAllowed => "The state does not allow it",
        ProblemCode::AlreadySent => "The draft has been sent",
        ProblemCode::KeyReused => "The Idempotency-Key belongs to another request",
        ProblemCode::SlotTaken => "Somebody else has the slot, or it is not offered any more",
        ProblemCode::AlreadyBooked => "The patient has an active booking for the service",
        ProblemCode::LateCancel => "Less than 24 hours are left, and `late` is not said",
        ProblemCode::Conflict => "The version is not the current one",
        ProblemCode::TooLarge => "Larger than the resource takes",
        ProblemCode::UnsupportedMediaType => "The resource does not take this media type",
        ProblemCode::Invalid => "Something is missing or wrong",
        ProblemCode::UnknownField => "The service does not have this input or value",
        ProblemCode::PreconditionRequired => "If-Match or Idempotency-Key is missing",
        ProblemCode::TooManyAttempts => "Too many attempts",
        ProblemCode::TooManyMessages => "Too many messages to this phone",
        ProblemCode::Unavailable => "Not available now",
        ProblemCode::Internal | ProblemCode::Unknown => "Internal error",
    }
}
