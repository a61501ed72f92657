//! Turns every failed request into an [`ApiError`].

use super::json;
use crate::i18n::tr;
use domain::form::Issue;
use domain::wire::problem::{Problem, ProblemCode};
use serde::Deserialize;

/// Why a request failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// There was no response: no network, a cut connection, or the time limit has passed.
    NoConnection,
    /// The server is down or overloaded.
    Unavailable,
    /// The server says what is wrong.
    Problem(ProblemSummary),
    /// The response does not match the API's contract.
    Unreadable,
    /// The browser has dropped the session cookie.
    CookieDropped,
}

/// The fields of a [`Problem`] that every page reads. The part of the app with the forms reads its `errors` later: their types
/// would make the first visit larger.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct ProblemSummary {
    pub(crate) code: ProblemCode,
    tries_left: Option<u8>,
    retry_after: Option<u32>,
    #[serde(skip)]
    body: String,
}

impl ApiError {
    pub(crate) fn from_answer(status: u16, body: String) -> Self {
        match json::from_str::<ProblemSummary>(&body) {
            Ok(summary) if summary.code != ProblemCode::Unavailable => {
                Self::Problem(ProblemSummary { body, ..summary })
            }
            Ok(_) => Self::Unavailable,
            // Another body comes from a gateway: only the status is left.
            Err(_) => match status {
                408 | 425 | 429 | 500.. => Self::Unavailable,
                413 => Self::of(ProblemCode::TooLarge),
                _ => Self::Unreadable,
            },
        }
    }

    /// The fields and documents that the server finds wrong.
    pub(crate) fn issues(&self) -> Vec<Issue> {
        match self {
            Self::Problem(summary) => json::from_str::<Problem>(&summary.body)
                .map(|problem| problem.errors)
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Whether the server finds the answer at this path wrong. What [`issues`](Self::issues) knows of each would make every part
    /// that calls it heavier.
    pub(crate) fn blames(&self, path: &str) -> bool {
        self.points_at(&format!("/answers/{path}"))
    }

    /// Whether the server finds the member with this pointer wrong.
    pub(crate) fn points_at(&self, pointer: &str) -> bool {
        matches!(self, Self::Problem(summary) if summary.body.contains(&format!("\"{pointer}\"")))
    }

    /// The error that a response with this code would become.
    pub(crate) fn of(code: ProblemCode) -> Self {
        Self::Problem(ProblemSummary {
            code,
            tries_left: None,
            retry_after: None,
            body: String::new(),
        })
    }

    pub(crate) fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }

    /// Tries that are left for a code.
    pub(crate) fn tries_left(&self) -> Option<u8> {
        match self {
            Self::Problem(problem) => problem.tries_left,
            _ => None,
        }
    }

    /// Seconds after which the server takes the request again, if it says so.
    pub(crate) fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Problem(summary) => summary.retry_after,
            _ => None,
        }
    }

    /// Whether the same request may succeed if it is retried later.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::NoConnection | Self::Unavailable)
            || self.code() == Some(ProblemCode::TooManyAttempts)
    }

    /// What happened and what to do, for the citizen.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::NoConnection => tr::error::no_connection(),
            Self::Unavailable => tr::error::unavailable(),
            Self::Unreadable => tr::error::internal(),
            Self::CookieDropped => tr::error::cookie_dropped(),
            Self::Problem(problem) => problem_text(problem),
        }
    }
}

fn problem_text(problem: &ProblemSummary) -> String {
    match problem.code {
        ProblemCode::WrongCredentials => tr::error::wrong_credentials(),
        ProblemCode::WrongCode => match problem.tries_left {
            Some(left) => tr::error::wrong_code_left(u32::from(left)),
            None => tr::error::wrong_code(),
        },
        ProblemCode::CodeExpired => tr::error::code_expired(),
        ProblemCode::AccountBlocked => tr::error::account_blocked(),
        ProblemCode::AccountNotConfirmed => tr::error::account_not_confirmed(),
        ProblemCode::SignInRequired => tr::error::sign_in_required(),
        ProblemCode::TooManyAttempts => {
            let minutes = problem.retry_after.unwrap_or(60).div_ceil(60);
            tr::error::too_many_attempts(minutes)
        }
        ProblemCode::TooManyMessages => {
            tr::error::too_many_messages(problem.retry_after.unwrap_or(60).div_ceil(60))
        }
        ProblemCode::NotFound => tr::error::not_found(),
        ProblemCode::NotAllowed => tr::error::not_allowed(),
        ProblemCode::AlreadySent => tr::error::already_sent(),
        ProblemCode::SlotTaken => tr::error::slot_taken(),
        ProblemCode::AlreadyBooked => tr::error::already_booked(),
        ProblemCode::LateCancel => tr::error::late_cancel(),
        ProblemCode::Conflict => tr::error::conflict(),
        ProblemCode::TooLarge => tr::error::too_large(),
        ProblemCode::Invalid => tr::error::invalid(),
        ProblemCode::UnknownField => tr::error::form_changed(),
        ProblemCode::Unavailable => tr::error::unavailable(),
        ProblemCode::Malformed
        | ProblemCode::ForeignOrigin
        | ProblemCode::MethodNotAllowed
        | ProblemCode::KeyReused
        | ProblemCode::UnsupportedMediaType
        | ProblemCode::PreconditionRequired
        // Their texts come with registration.
        | ProblemCode::ProofExpired
        | ProblemCode::WeakPassword
        // Theirs with what asks for them.
        | ProblemCode::PasswordRequired
        | ProblemCode::WrongPassword
        | ProblemCode::PasskeyRefused
        | ProblemCode::PasskeyUnknown
        // Of the office's API, which the app does not call.
        | ProblemCode::Forbidden
        | ProblemCode::Internal
        | ProblemCode::Unknown => tr::error::internal(),
    }
}
