use super::super::enter::enter;
use super::super::party::{self, Party};
use super::super::{limits, session};
use super::{ceremonies, store};
use crate::accounts;
use crate::attempts;
use crate::base::Base;
use crate::fail::Result;
use crate::http::Network;
use crate::http::{Id, Json, Peer};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::wire::account::{Ceremony, UsedPasskey};
use domain::wire::auth::Session;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;
use webauthn_rs::prelude::PublicKeyCredential;

/// What the browser is asked for by somebody who wants to sign in with a passkey; good for five minutes.
///
/// 404 where passkeys are not offered; 429 `too_many_attempts` after 600 in 15 minutes from a network.
#[utoipa::path(post, path = "/auth/passkey", tag = "auth", responses((status = 200, body = Ceremony)))]
pub(in super::super) async fn begin(
    State(base): State<Base>,
    State(party): State<Option<Arc<Party>>>,
    Peer(peer): Peer,
) -> Result<axum::Json<Ceremony>> {
    let party = party.ok_or(ProblemCode::NotFound)?;
    // Each stays counted.
    let _ = attempts::reserve(&base, &limits::ceremonies(&base, Network::of(peer))).await?;
    let (options, state) = party.ask()?;
    let ceremony = ceremonies::begin(&base, None, &state).await?;
    Ok(axum::Json(Ceremony { ceremony, options }))
}

/// Signs in with a passkey, which replaces password and code, and sets the session cookie.
///
/// 403 `passkey_refused`, `passkey_unknown`, `account_blocked`; 410 `code_expired`. In case the first response was lost, the same answer works again for a
/// minute, as long as no request has used the session that it started.
#[utoipa::path(post, path = "/auth/passkey/{ceremony}", tag = "auth", params(("ceremony" = String, Path)),
    request_body = UsedPasskey, responses((status = 200, body = Session, headers(("Set-Cookie" = String)))))]
pub(in super::super) async fn finish(
    State(base): State<Base>,
    State(party): State<Option<Arc<Party>>>,
    headers: HeaderMap,
    Id(ceremony): Id,
    Json(UsedPasskey { credential }): Json<UsedPasskey>,
) -> Result<Response> {
    let party = party.ok_or(ProblemCode::NotFound)?;
    let answer: PublicKeyCredential = party::read(&credential)?;
    let mut tx = base.db.begin().await?;
    let row = ceremonies::find(&base, &mut tx, &ceremony, &credential).await?;
    if row.account.is_some() {
        return Err(ProblemCode::CodeExpired.into());
    }
    let key = store::by_credential(&base, &mut tx, answer.get_credential_id()).await?;
    let key = key.ok_or(ProblemCode::PasskeyUnknown)?;
    match &row.brought {
        Some(brought) if session::is_unseen(&mut tx, brought).await? => {}
        Some(_) => return Err(ProblemCode::CodeExpired.into()),
        None => {
            let mut passkey = key.passkey(&base)?;
            let checked = party.check(&answer, row.state(&base)?, &passkey)?;
            let user = party::user(&base, &key.account)?;
            if answer.get_user_unique_id() != Some(user.as_bytes().as_slice()) {
                return Err(ProblemCode::PasskeyRefused.into());
            }
            passkey.update_credential(&checked);
            store::note_use(&base, &mut tx, &key.id, &passkey).await?;
        }
    }
    // Only who has the passkey learns it.
    if accounts::is_blocked(&mut tx, &key.account).await? {
        return Err(ProblemCode::AccountBlocked.into());
    }
    let entered = enter(&base, &mut tx, &headers, key.account, row.brought.clone()).await?;
    ceremonies::end(&base, &mut tx, &row, &credential, &entered.hash()).await?;
    tx.commit().await?;
    entered.answer(&base).await
}
