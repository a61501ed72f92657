//! Letting somebody in: the session, and what its browser and its owner are told.

use super::cookie::Cookie;
use super::device;
use super::session::{self, Started};
use crate::audit::{self, By, Note};
use crate::base::Base;
use crate::fail::Result;
use crate::keys::sha256;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use domain::wire::auth::Session;
use serde::Serialize;
use sqlx::{Sqlite, Transaction};

/// A session that has begun; it counts once the transaction is committed.
pub(super) struct Entered {
    account: String,
    started: Started,
    /// Set-Cookie that names the browser.
    device: HeaderValue,
}

/// Begins a session of `account` in the browser that sent `headers`, and tells the owner by e-mail if the browser is new. Ends the
/// browser's session and `replaced`, hashes of tokens.
pub(super) async fn enter(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    headers: &HeaderMap,
    account: String,
    replaced: Option<Vec<u8>>,
) -> Result<Entered> {
    let old = Cookie::Session.token(headers).map(|token| sha256(token.as_bytes()));
    let replaced: Vec<_> = old.into_iter().chain(replaced).collect();
    let started = session::start(base, tx, headers, &account, &replaced).await?;
    let note = Note {
        at: base.clock.now_ms(),
        by: By::Citizen,
        act: "signed_in",
        account: Some(&account),
        application: None,
        subject: Some(&session::public_name(&sha256(started.token.as_bytes()))),
    };
    audit::note(&mut **tx, note).await?;
    let met = device::meet(base, tx, headers, &account).await?;
    if met.is_new {
        device::tell(base, tx, &account).await?;
    }
    Ok(Entered { account, started, device: met.cookie })
}

impl Entered {
    /// Hash of the token of the session.
    pub(super) fn hash(&self) -> Vec<u8> {
        sha256(self.started.token.as_bytes())
    }

    /// The session with its cookies, after the transaction is committed.
    pub(super) async fn answer(self, base: &Base) -> Result<Response> {
        self.answer_as(base, |session| session).await
    }

    /// [`answer`](Self::answer) with the session within something else.
    pub(super) async fn answer_as<T: Serialize>(
        self,
        base: &Base,
        body: impl FnOnce(Session) -> T,
    ) -> Result<Response> {
        let (account, ends_at) = (self.account.clone(), self.started.idle_ends_at);
        let citizen = session::citizen(base, account, &self.hash(), ends_at).await?;
        let session = Session {
            citizen: Some(citizen),
            now: base.clock.now(),
            provider: None,
            passkeys: None,
        };
        let cookies = self.cookies()?.map(|cookie| (header::SET_COOKIE, cookie));
        Ok((AppendHeaders(cookies), axum::Json(body(session))).into_response())
    }

    /// Set-Cookie of the session and of the browser's name.
    pub(super) fn cookies(self) -> Result<[HeaderValue; 2]> {
        Ok([Cookie::Session.set(&self.started.token)?, self.device])
    }
}
