use super::client::{delete_for_good, get, post};
use super::error::ApiError;
use domain::wire::auth::{Challenge, Code, Login, Resend, Seal, Session};

/// Who is signed in, if anybody. Does not prolong the session.
pub(crate) async fn session() -> Result<Session, ApiError> {
    get("/session").await
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

/// The key for edits that are not on the server yet.
pub(crate) async fn seal() -> Result<Seal, ApiError> {
    get("/session/seal").await
}

/// Signs out, also when the page is left meanwhile.
pub(crate) async fn sign_out() -> Result<(), ApiError> {
    delete_for_good("/session").await
}
