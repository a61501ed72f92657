//! Extractors: who makes the request.

use super::store::{SessionRow, by_hash, extend, find};
use crate::base::Base;
use crate::fail::{Fail, Result};
use axum::extract::{FromRef, FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use domain::wire::problem::ProblemCode;

/// A request of a signed-in citizen. One that changes something counts as activity and extends the session. Reading does not:
/// pages read by themselves, for example when an event has come (`/session/activity` tells what the citizen does).
#[derive(Debug)]
pub(crate) struct Signed {
    pub(crate) account: String,
}

/// Like [`Signed`], but never extends the session: for requests that the browser makes without the citizen.
#[derive(Debug, Clone)]
pub(crate) struct Peek {
    pub(crate) account: String,
    pub(in super::super) hash: Vec<u8>,
    /// When the session ends unless it is extended, as it was read; in Unix milliseconds.
    pub(crate) ends_at: i64,
}

/// Like [`Signed`], of somebody who has shown who they are within the last ten minutes: `PasswordRequired` otherwise. For what changes
/// how the account is entered.
#[derive(Debug)]
pub(in super::super) struct Trusted {
    pub(in super::super) account: String,
    /// Hash of the session's token.
    pub(in super::super) hash: Vec<u8>,
}

impl<S: Send + Sync> FromRequestParts<S> for Trusted
where
    Base: FromRef<S>,
{
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let base = Base::from_ref(state);
        let (mut row, now) = (here(&base, parts).await?, base.clock.now_ms());
        extend(&base, &mut row, now).await?;
        match row.trusted_until > now {
            true => Ok(Self { account: row.account, hash: row.token }),
            false => Err(ProblemCode::PasswordRequired.into()),
        }
    }
}

async fn here(base: &Base, parts: &Parts) -> Result<SessionRow> {
    Ok(find(base, &parts.headers).await?.ok_or(ProblemCode::SignInRequired)?)
}

impl<S: Send + Sync> FromRequestParts<S> for Signed
where
    Base: FromRef<S>,
{
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let base = Base::from_ref(state);
        let mut row = here(&base, parts).await?;
        if !parts.method.is_safe() {
            extend(&base, &mut row, base.clock.now_ms()).await?;
        }
        Ok(Self { account: row.account })
    }
}

/// Like [`Signed`], of somebody who may or may not be signed in.
impl<S: Send + Sync> OptionalFromRequestParts<S> for Signed
where
    Base: FromRef<S>,
{
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>> {
        let base = Base::from_ref(state);
        let Some(mut row) = find(&base, &parts.headers).await? else { return Ok(None) };
        if !parts.method.is_safe() {
            extend(&base, &mut row, base.clock.now_ms()).await?;
        }
        Ok(Some(Self { account: row.account }))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Peek
where
    Base: FromRef<S>,
{
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let base = Base::from_ref(state);
        let row = here(&base, parts).await?;
        let ends_at = row.ends_at();
        Ok(Self { account: row.account, hash: row.token, ends_at })
    }
}

impl Peek {
    /// Reads again when the session ends; false if it has ended.
    pub(crate) async fn again(&mut self, base: &Base) -> Result<bool> {
        let row = by_hash(base, self.hash.clone()).await?;
        self.ends_at = row.as_ref().map_or(self.ends_at, SessionRow::ends_at);
        Ok(row.is_some())
    }
}
