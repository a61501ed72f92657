//! Requests who is signed in.

use crate::api::{self, ApiError};
use crate::platform::clock;
use crate::state::tabs;
use domain::wire::auth::Session;
use futures::future::{Either, select};
use std::pin::pin;

/// Milliseconds that the first screen waits for the answer.
const PATIENCE: u32 = 3_000;

/// Who is signed in, for the first screen; `None` without an answer in time.
pub(crate) async fn at_start() -> Option<Session> {
    match select(pin!(ask(None)), pin!(clock::wait(PATIENCE))).await {
        Either::Left((answer, _)) => answer.ok(),
        Either::Right(_) => None,
    }
}

/// Who is signed in; with `idle`, tells for how many seconds the citizen has done nothing. First ends a session that the
/// citizen has signed out of but the server has not ended yet.
pub(super) async fn ask(idle: Option<u32>) -> Result<Session, ApiError> {
    if let Some(session) = tabs::pending_sign_out() {
        api::auth::sign_out(&session).await?;
        tabs::confirm_sign_out();
    }
    api::auth::session(idle).await
}
