//! Extractors: who makes the request.

use super::store::{by_hash, extend, find};
use crate::base::Base;
use crate::fail::{Fail, Result};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use domain::wire::problem::ProblemCode;

/// A request of a signed-in citizen. One that changes something counts as activity and extends the session. Reading does not:
/// pages read by themselves, for example when an event has come (`/session/activity` tells what the citizen does).
#[derive(Debug)]
pub(crate) struct Signed {
    pub(crate) account: String,
}

/// Like [`Signed`], but never extends the session: for requests that the browser makes without the citizen.
#[derive(Debug)]
pub(crate) struct Peek {
    pub(crate) account: String,
    pub(super) hash: Vec<u8>,
}

impl<S: Send + Sync> FromRequestParts<S> for Signed
where
    Base: FromRef<S>,
{
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let base = Base::from_ref(state);
        let mut row = find(&base, &parts.headers).await?.ok_or(ProblemCode::SignInRequired)?;
        if !parts.method.is_safe() {
            extend(&base, &mut row, base.clock.now_ms()).await?;
        }
        Ok(Self { account: row.account })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Peek
where
    Base: FromRef<S>,
{
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let base = Base::from_ref(state);
        let row = find(&base, &parts.headers).await?.ok_or(ProblemCode::SignInRequired)?;
        Ok(Self { account: row.account, hash: row.token })
    }
}

impl Peek {
    /// Whether the session is still active.
    pub(crate) async fn is_active(&self, base: &Base) -> Result<bool> {
        Ok(by_hash(base, self.hash.clone()).await?.is_some())
    }
}
