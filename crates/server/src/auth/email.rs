//! The e-mail of an account. Until its owner has opened the link in a letter, it is no login: whoever registers could have typed
//! somebody else's.

use super::proofs::{self, Given, Use};
use super::wanted::About;
use crate::accounts::{self, Login};
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::Json;
use crate::outbox::{self, Channel};
use crate::settings::Settings;
use axum::extract::State;
use axum::http::StatusCode;
use domain::values::Email;
use domain::wire::auth::Link;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Seconds for which a link is good.
const LINK_LIVES_S: i64 = 7 * 24 * 60 * 60;

/// Confirms the e-mail of an account; it can be done any number of times.
///
/// 410 `proof_expired` after a week; 409 `not_allowed` when another account has confirmed the address.
#[utoipa::path(post, path = "/auth/email", tag = "auth", request_body = Link, responses((status = 204)))]
pub(super) async fn confirm(
    State(base): State<Base>,
    Json(Link { token }): Json<Link>,
) -> Result<StatusCode> {
    let mut tx = base.db.begin().await?;
    let row = proofs::find(&base, &mut tx, &token, Use::Email).await?;
    let account = row.account.ok_or(Fail::Internal("a letter without an account"))?;
    let profile = accounts::profile_in(&base, &mut tx, &account).await?;
    let key = Login::Email(profile.email.to_lowercase()).key(&base.keys);
    let done = sqlx::query(
        "UPDATE accounts SET email_key = ?, email_confirmed_at = coalesce(email_confirmed_at, ?) WHERE id = ?
         AND NOT EXISTS (SELECT 1 FROM accounts AS other WHERE other.email_key = ? AND other.id <> ?)",
    )
    .bind(&key)
    .bind(base.clock.now_ms())
    .bind(&account)
    .bind(&key)
    .bind(&account)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    match done.rows_affected() {
        0 => Err(ProblemCode::NotAllowed.into()),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}

/// Asks the reader of `email` whether it is the address of `account`. The letter does not say whose account it is.
pub(super) async fn ask(
    base: &Base,
    settings: &Settings,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    email: &str,
) -> Result<()> {
    let about = About::phone(String::new());
    let given = Given { account: Some(account.to_owned()), about, by_link: true };
    let (secret, _) = proofs::give(base, tx, Use::Email, &given, LINK_LIVES_S).await?;
    let text = format!(
        "Подтвердите почту для «Окна»: {}/email#{secret}\nСсылка действует 7 дней. Если вы не регистрировались, ничего не делайте.",
        settings.origin
    );
    outbox::send(base, tx, Channel::Email, email, &text).await
}

/// Whether letters can be sent to `text`.
pub(super) fn is_address(text: &str) -> bool {
    Email::parse(text).is_ok()
}
