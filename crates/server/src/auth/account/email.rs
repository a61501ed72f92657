use super::super::email;
use super::super::limits;
use super::super::session::{Signed, Trusted};
use crate::accounts::{self, Login};
use crate::attempts;
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::Network;
use crate::http::{Json, Peer};
use crate::settings::Settings;
use axum::extract::State;
use axum::http::StatusCode;
use domain::form::Issue;
use domain::values::Email;
use domain::wire::account::ChangedEmail;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Sends a letter to another e-mail. A confirmed one stays in force until the owner of the new one has opened the link; one that nobody
/// has confirmed is replaced at once. Links in earlier letters to other addresses stop working. The address that is in force gets no
/// letter: it only stays.
///
/// Answers the same when another account has the address: then its reader gets a letter that says so. 403 `password_required`;
/// 422 `invalid`; 429 `too_many_attempts` after 3 letters in an hour or 10 in a day.
#[utoipa::path(post, path = "/account/email", tag = "account", request_body = ChangedEmail, security(("session" = [])),
    responses((status = 204)))]
pub(in super::super) async fn change(
    State(base): State<Base>,
    State(settings): State<Arc<Settings>>,
    Peer(peer): Peer,
    Trusted { account, .. }: Trusted,
    Json(ChangedEmail { email: wanted }): Json<ChangedEmail>,
) -> Result<StatusCode> {
    let parsed = Email::parse(&wanted);
    let wanted = parsed
        .map_err(|error| Fail::Issues(ProblemCode::Invalid, vec![Issue::answer("email", error)]))?;
    send(&base, &settings, Network::of(peer), &account, wanted.to_string()).await
}

/// Sends the letter again that asks to confirm the e-mail, or the one that is to take its place.
///
/// 409 `not_allowed` when there is nothing to confirm; 429 as at `/account/email`.
#[utoipa::path(post, path = "/account/email/letter", tag = "account", security(("session" = [])),
    responses((status = 204)))]
pub(in super::super) async fn again(
    State(base): State<Base>,
    State(settings): State<Arc<Settings>>,
    Peer(peer): Peer,
    Signed { account }: Signed,
) -> Result<StatusCode> {
    let email = accounts::profile(&base, &account).await?.email;
    let is_confirmed = accounts::mailbox(&base, base.db.read(), &account).await?.is_some();
    let wanted = match email::awaited(&base, &account, &email).await? {
        Some(new) => new,
        None if is_confirmed => return Err(ProblemCode::NotAllowed.into()),
        None => email,
    };
    send(&base, &settings, Network::of(peer), &account, wanted).await
}

async fn send(
    base: &Base,
    settings: &Settings,
    network: Network,
    account: &str,
    wanted: String,
) -> Result<StatusCode> {
    let mut tx = base.db.begin().await?;
    let confirmed = accounts::mailbox(base, &mut *tx, account).await?;
    if confirmed.as_ref() == Some(&wanted) {
        email::forget_others(base, &mut tx, account, &wanted).await?;
        tx.commit().await?;
        return Ok(StatusCode::NO_CONTENT);
    }
    let counted = limits::letters(base, &wanted.to_lowercase(), network);
    // A letter that is sent stays counted.
    let _ = attempts::reserve_in(base, &mut tx, &counted).await?;
    if confirmed.is_none() {
        let mut profile = accounts::profile_in(base, &mut tx, account).await?;
        profile.email.clone_from(&wanted);
        accounts::put_profile(base, &mut *tx, account, &profile).await?;
    }
    let owner = accounts::find(base, &Login::Email(wanted.to_lowercase())).await?;
    match owner.is_some_and(|owner| owner.id != account) {
        true => email::refuse(base, &mut tx, account, &wanted).await?,
        false => email::ask(base, settings, &mut tx, account, &wanted).await?,
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
