//! A new password for who has forgotten the old one (S-02, M-03): by a code to the phone, or by a link to the e-mail.

use super::challenge;
use super::enter::enter;
use super::network::Network;
use super::proofs::{self, Given, Use};
use super::wanted::{About, Purpose, Wanted};
use super::{attempts, device, email, limits};
use crate::accounts::{self, Login};
use crate::base::Base;
use crate::fail::Result;
use crate::http::{Json, Peer};
use crate::outbox::{self, Channel};
use crate::settings::Settings;
use crate::wake::Wakes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use domain::wire::auth::{NewPassword, Recovering, Recovery, Session};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Seconds for which a link is good.
const LINK_LIVES_S: i64 = 60 * 60;

/// Sends a code to a phone, or a letter with a link to an e-mail.
///
/// Answers the same whether there is an account or not; the letter tells it to who reads the e-mail. 429 `too_many_messages` as at
/// `/auth/registration`; 429 `too_many_attempts` after 3 letters in an hour or 10 in a day.
#[utoipa::path(post, path = "/auth/recovery", tag = "auth", request_body = Recovery, responses(
    (status = 200, body = Recovering),
))]
pub(super) async fn begin(
    State(base): State<Base>,
    State(settings): State<Arc<Settings>>,
    Peer(peer): Peer,
    headers: HeaderMap,
    Json(Recovery { login }): Json<Recovery>,
) -> Result<axum::Json<Recovering>> {
    let network = Network::of(peer);
    let challenge = match Login::parse(&login) {
        Login::Phone(phone) => {
            let device = device::of_phone(&base, &headers, &phone).await?;
            let about = About::phone(phone);
            let wanted = Wanted {
                purpose: Purpose::Recovery,
                account: None,
                about: &about,
                network,
                device: device.as_deref(),
            };
            Some(challenge::start(&base, &wanted).await?)
        }
        Login::Email(address) => {
            write(&base, &settings, network, &address).await?;
            None
        }
    };
    Ok(axum::Json(Recovering { challenge }))
}

/// Sends the letter. Nobody gets one at a text that is no address.
async fn write(base: &Base, settings: &Settings, network: Network, address: &str) -> Result<()> {
    let mut tx = base.db.begin().await?;
    let counted = limits::letters(base, address, network);
    // A letter that is sent stays counted.
    let _ = attempts::reserve_in(base, &mut tx, &counted).await?;
    match accounts::find(base, &Login::Email(address.to_owned())).await? {
        Some(account) => {
            let profile = accounts::profile_in(base, &mut tx, &account.id).await?;
            let about = About::phone(profile.phone);
            let given = Given { account: Some(account.id), about, by_link: true };
            let (secret, _) =
                proofs::give(base, &mut tx, Use::Access, &given, LINK_LIVES_S).await?;
            let text = format!(
                "Ссылка восстановления для «Окна»: {}/recovery#{secret}\nОна действует один час. Если вы её не просили, \
                 ничего не делайте: пароль остался прежним.",
                settings.origin
            );
            outbox::send(base, &mut tx, Channel::Email, &profile.email, &text).await?;
        }
        None if email::is_address(address) => {
            let text = "С этой почтой нет аккаунта в «Окне». Если вы его заводили, попробуйте восстановить доступ по телефону \
                        или по другой почте.";
            outbox::send(base, &mut tx, Channel::Email, address, text).await?;
        }
        None => {}
    }
    tx.commit().await?;
    Ok(())
}

/// Sets a new password and ends all sessions of the account. Who has shown that the phone is theirs is signed in; who came by a
/// link signs in with the new password and a code.
///
/// 410 `proof_expired`; 403 `account_blocked`; 409 `not_allowed` when nobody has an account with this phone; 422 `weak_password`.
/// If the response was lost, the request works again for a minute.
#[utoipa::path(post, path = "/auth/password", tag = "auth", request_body = NewPassword, responses(
    (status = 200, body = Session, headers(("Set-Cookie" = String))),
))]
pub(super) async fn finish(
    State(base): State<Base>,
    State(wakes): State<Wakes>,
    headers: HeaderMap,
    Json(NewPassword { proof, password }): Json<NewPassword>,
) -> Result<Response> {
    let hash = accounts::new_hash(password).await?;
    let mut tx = base.db.begin().await?;
    let row = proofs::find(&base, &mut tx, &proof, Use::Access).await?;
    let account = row.account.clone().ok_or(ProblemCode::NotAllowed)?;
    if accounts::is_blocked(&mut tx, &account).await? {
        return Err(ProblemCode::AccountBlocked.into());
    }
    // First: an unused proof goes with the old password.
    proofs::mark_used(&base, &mut tx, &row, &account, None).await?;
    accounts::set_password(&mut tx, &account, &hash).await?;
    if !row.is_used() {
        tell(&base, &mut tx, &account, row.by_link).await?;
    }
    let entered = match row.by_link {
        true => None,
        false => Some(enter(&base, &mut tx, &headers, account.clone(), None).await?),
    };
    if let Some(entered) = &entered {
        proofs::mark_used(&base, &mut tx, &row, &account, Some(&entered.hash())).await?;
    }
    tx.commit().await?;
    wakes.journal.wake();
    match entered {
        Some(entered) => entered.answer(&base).await,
        None => Ok(axum::Json(Session { citizen: None, now: base.clock.now(), provider: None })
            .into_response()),
    }
}

/// Tells the owner, who may not be the one who did it: by e-mail, and on the phone if that was not asked.
async fn tell(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    by_link: bool,
) -> Result<()> {
    let at = device::office_moment(base);
    let text = format!("Пароль в «Окне» изменён{at}. Если это были не вы, позвоните нам.");
    let email = accounts::mailbox(base, &mut **tx, account).await?;
    if let Some(email) = &email {
        outbox::send(base, tx, Channel::Email, email, &text).await?;
    }
    if by_link || email.is_none() {
        let profile = accounts::profile_in(base, tx, account).await?;
        outbox::send(base, tx, Channel::Sms, &profile.phone, &text).await?;
    }
    Ok(())
}
