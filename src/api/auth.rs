use super::client::{delete_for_good, get, post, posted, received};
use super::error::ApiError;
use chrono::DateTime;
use domain::wire::auth::{Challenge, Code, Login, Resend, Seal, Session};
use domain::wire::problem::ProblemCode;

/// The current session, if somebody is signed in. Asking does not extend it, unless `idle` says for how many seconds the
/// citizen has done nothing.
pub(crate) async fn session(idle: Option<u32>) -> Result<Session, ApiError> {
    let received = match idle {
        None => received("/session"),
        Some(idle) => posted("/session/activity", format!("{{\"idle\":{idle}}}")),
    };
    let received = received.await?;
    let mut session: Session = received.read()?;
    let now = session.now.timestamp_millis() + received.waited;
    session.now = DateTime::from_timestamp_millis(now).unwrap_or(session.now);
    Ok(session)
}

pub(crate) async fn login(login: &Login) -> Result<Challenge, ApiError> {
    post("/auth/login", login).await
}

pub(crate) async fn code(code: &Code) -> Result<Session, ApiError> {
    post("/auth/code", code).await
}

pub(crate) async fn resend(challenge: String) -> Result<Challenge, ApiError> {
    post("/auth/resend", &Resend { challenge }).await
}

/// The key that seals edits which the server does not have yet.
pub(crate) async fn seal() -> Result<Seal, ApiError> {
    get("/session/seal").await
}

/// Ends the session with this name, even if the page is closed meanwhile. Does not touch a session that began after it.
pub(crate) async fn sign_out(session: &str) -> Result<(), ApiError> {
    match delete_for_good("/session", session).await {
        Err(error) if error.code() != Some(ProblemCode::Conflict) => Err(error),
        _ => Ok(()),
    }
}
