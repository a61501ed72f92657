//! A new password for who has forgotten the old one (S-02, M-03): by a code to the phone, or by a link to the e-mail.

use super::challenge;
use super::enter::enter;
use super::proofs::{self, Use};
use super::wanted::{About, Purpose, Wanted};
use super::{device, email, limits, news, recovery_link};
use crate::accounts::{self, Login, Profile};
use crate::attempts;
use crate::audit::By;
use crate::base::Base;
use crate::fail::Result;
use crate::http::Network;
use crate::http::{Json, Peer};
use crate::outbox::{self, Letter};
use crate::settings::Settings;
use crate::wake::Wakes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use domain::wire::auth::{CodeBy, NewPassword, Recovering, Recovery, Session};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Sends a code and a link to a phone, or a letter with a link to an e-mail.
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
                by: CodeBy::Sms,
                about: &about,
                origin: &settings.origin,
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
            let name = profile.address();
            let Profile { phone, email, .. } = profile;
            let link =
                recovery_link::make(base, &mut tx, &settings.origin, account.id, phone).await?;
            let text = format!(
                "Ссылка восстановления для «Окна»: {link}\nОна действует один час. Если вы её не просили, ничего не делайте: \
                 пароль остался прежним."
            );
            let letter = Letter::new(text, "В «Окне» попросили восстановить доступ к вашему аккаунту.")
                .todo(
                    "Откройте ссылку и задайте новый пароль. Она действует один час. Если вы её не просили, ничего не делайте: \
                     пароль остался прежним.",
                )
                .link(link);
            outbox::write(base, &mut tx, &email, Some(&name), &letter).await?;
        }
        None if email::is_address(address) => {
            let text = "С этой почтой нет аккаунта в «Окне». Если вы его заводили, попробуйте восстановить доступ по телефону \
                        или по другой почте.";
            let letter = Letter::new(text, "С этой почтой нет аккаунта в «Окне».").todo(
                "Если вы его заводили, попробуйте восстановить доступ по телефону или по другой почте. Если нет, ничего не делайте.",
            );
            outbox::write(base, &mut tx, address, None, &letter).await?;
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
    accounts::set_password(&base, &mut tx, &account, &hash, By::Citizen).await?;
    if !row.is_used() {
        let letter = news::letter(&base, "Пароль в «Окне» изменён");
        match row.by_link {
            true => news::tell(&base, &mut tx, &account, &letter).await?,
            false => news::tell_somehow(&base, &mut tx, &account, &letter).await?,
        }
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
        None => Ok(axum::Json(Session {
            citizen: None,
            now: base.clock.now(),
            provider: None,
            passkeys: None,
        })
        .into_response()),
    }
}
