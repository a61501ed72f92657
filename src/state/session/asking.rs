//! How the server is asked who is there.

use crate::api::{self, ApiError};
use crate::platform::clock;
use crate::state::tabs;
use domain::wire::auth::Session;
use futures::future::{Either, select};
use std::pin::pin;

/// Milliseconds for which the first screen waits to know who is there.
const PATIENCE: u32 = 3_000;

/// Who is signed in, for the first screen; `None` when it cannot be known yet.
pub(crate) async fn at_start() -> Option<Session> {
    match select(pin!(ask()), pin!(clock::wait(PATIENCE))).await {
        Either::Left((answer, _)) => answer.ok(),
        Either::Right(_) => None,
    }
}

/// Who is signed in. Whoever has signed out before the server could be told is signed out first.
pub(super) async fn ask() -> Result<Session, ApiError> {
    if let Some(session) = tabs::left() {
        api::auth::sign_out(&session).await?;
        tabs::told();
    }
    api::auth::session().await
}
