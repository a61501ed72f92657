use super::client::{address, delete, delete_for_good, get, post, posted, received};
use super::error::ApiError;
use chrono::DateTime;
use domain::wire::auth::{
    Challenge, Code, Link, Login, NewAccount, NewPassword, Proof, Recovering, Recovery,
    Registration, Resend, Seal, Session, Sessions, SigningIn,
};
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

pub(crate) async fn login(login: &Login) -> Result<SigningIn, ApiError> {
    post("/auth/login", login).await
}

pub(crate) async fn code(code: &Code) -> Result<Session, ApiError> {
    post("/auth/code", code).await
}

pub(crate) async fn resend(challenge: String) -> Result<Challenge, ApiError> {
    post("/auth/resend", &Resend { challenge }).await
}

pub(crate) async fn register(wanted: &Registration) -> Result<Challenge, ApiError> {
    post("/auth/registration", wanted).await
}

pub(crate) async fn recover(login: String) -> Result<Recovering, ApiError> {
    post("/auth/recovery", &Recovery { login }).await
}

/// The code of a registration or a recovery.
pub(crate) async fn prove(code: &Code) -> Result<Proof, ApiError> {
    post("/auth/proof", code).await
}

/// The secret of a link in a letter.
pub(crate) async fn open_link(token: String) -> Result<Proof, ApiError> {
    post("/auth/link", &Link { token }).await
}

pub(crate) async fn create_account(account: &NewAccount) -> Result<Session, ApiError> {
    post("/auth/account", account).await
}

/// Sets a new password. `citizen` is null in the answer if the proof came by e-mail: signing in then needs both factors.
pub(crate) async fn set_password(password: &NewPassword) -> Result<Session, ApiError> {
    post("/auth/password", password).await
}

pub(crate) async fn confirm_email(token: String) -> Result<(), ApiError> {
    let link = serde_json::to_string(&Link { token }).map_err(|_| ApiError::Unreadable)?;
    posted("/auth/email", link).await.map(drop)
}

/// Where the browser goes to sign in through the identity provider, or to confirm the account of who is signed in; `next` is a path
/// of the app.
pub(crate) fn provider(next: &str, confirms: bool) -> String {
    let next = String::from(js_sys::encode_uri_component(next));
    let confirms = if confirms { "&confirm=true" } else { "" };
    address(&format!("/auth/provider/start?next={next}{confirms}"))
}

pub(crate) async fn sessions() -> Result<Sessions, ApiError> {
    get("/sessions").await
}

pub(crate) async fn end_session(name: &str) -> Result<(), ApiError> {
    delete(&format!("/sessions/{name}")).await
}

pub(crate) async fn end_other_sessions() -> Result<(), ApiError> {
    delete("/sessions").await
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
