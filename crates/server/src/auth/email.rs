//! The e-mail of an account. Until its owner has opened the link in a letter, it is no login: whoever registers could have typed
//! somebody else's.

use super::news;
use super::proofs::{self, Given, ProofRow, Use};
use super::wanted::About;
use crate::accounts::{self, Login};
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::Json;
use crate::outbox::{self, Letter};
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
    let wanted = row.about(&base)?.email;
    let account = row.account.ok_or(Fail::Internal("a letter without an account"))?;
    let mut profile = accounts::profile_in(&base, &mut tx, &account).await?;
    let before = accounts::mailbox(&base, &mut *tx, &account).await?;
    let email = wanted.unwrap_or_else(|| profile.email.clone());
    let key = Login::Email(email.to_lowercase()).key(&base.keys);
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
    if done.rows_affected() == 0 {
        return Err(ProblemCode::NotAllowed.into());
    }
    if profile.email != email {
        profile.email.clone_from(&email);
        accounts::put_profile(&base, &mut *tx, &account, &profile).await?;
        // Else a link in an older letter would bring the older address back.
        forget_others(&base, &mut tx, &account, &email).await?;
        accounts::take_back(&mut tx, &account).await?;
        if let Some(before) = before {
            let letter = news::letter(&base, "Почта в «Окне» изменена");
            let name = profile.address();
            outbox::write(&base, &mut tx, &before, Some(&name), &letter).await?;
        }
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The address that is to take the place of `email` once its owner has opened the link in the last letter.
pub(super) async fn awaited(base: &Base, account: &str, email: &str) -> Result<Option<String>> {
    let rows: Vec<ProofRow> = sqlx::query_as(
        "SELECT * FROM proofs WHERE account = ? AND purpose = 'email' AND expires_at > ?
         ORDER BY expires_at DESC LIMIT 1",
    )
    .bind(account)
    .bind(base.clock.now_ms())
    .fetch_all(base.db.read())
    .await?;
    let last = rows.first().map(|row| row.about(base)).transpose()?;
    Ok(last.and_then(|about| about.email).filter(|new| new.to_lowercase() != email.to_lowercase()))
}

/// Links in letters to other addresses than `email` stop working.
pub(super) async fn forget_others(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    email: &str,
) -> Result<()> {
    let sql = "SELECT * FROM proofs WHERE account = ? AND purpose = 'email'";
    let rows: Vec<ProofRow> = sqlx::query_as(sql).bind(account).fetch_all(&mut **tx).await?;
    for row in rows {
        if row.about(base)?.email.as_deref() != Some(email) {
            let sql = "DELETE FROM proofs WHERE token = ?";
            sqlx::query(sql).bind(&row.token).execute(&mut **tx).await?;
        }
    }
    Ok(())
}

/// Asks the reader of `email` whether it is the address of `account`. The letter does not say whose account it is. Links in letters to
/// other addresses stop working.
pub(super) async fn ask(
    base: &Base,
    settings: &Settings,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    email: &str,
) -> Result<()> {
    let secret = wait_for(base, tx, account, email).await?;
    let text = format!(
        "Подтвердите почту для «Окна»: {}/email#{secret}\nСсылка действует 7 дней. Если вы не указывали эту почту, ничего не делайте.",
        settings.origin
    );
    let letter = Letter::new(text, "Эту почту указали в «Окне».")
        .todo(
            "Подтвердите, что она ваша: откройте ссылку. Она действует 7 дней. Если вы не указывали эту почту, ничего не делайте.",
        )
        .link(format!("{}/email#{secret}", settings.origin));
    outbox::write(base, tx, email, None, &letter).await
}

/// Tells the reader of `email`, whose account has it, that another one wanted it. That one waits for an answer as if the address were
/// free: its owner does not learn that it is not.
pub(super) async fn refuse(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    email: &str,
) -> Result<()> {
    wait_for(base, tx, account, email).await?;
    let text = "Эту почту хотели указать в другом аккаунте «Окна», но она уже ваша. Если это были не вы, ничего не делайте: \
                с вашим аккаунтом ничего не случилось.";
    let letter = Letter::new(text, "Эту почту хотели указать в другом аккаунте «Окна», но она уже ваша.").todo(
        "Если это были вы, войдите в тот аккаунт, где она указана. Если не вы, ничего не делайте: с вашим аккаунтом ничего не случилось.",
    );
    outbox::write(base, tx, email, None, &letter).await
}

/// The secret of a link to this address, the only one that counts from now on.
async fn wait_for(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    email: &str,
) -> Result<String> {
    forget_others(base, tx, account, email).await?;
    let about = About { email: Some(email.to_owned()), ..About::phone(String::new()) };
    let given = Given { account: Some(account.to_owned()), about, by_link: true };
    Ok(proofs::give(base, tx, Use::Email, &given, LINK_LIVES_S).await?.0)
}

/// Whether letters can be sent to `text`.
pub(super) fn is_address(text: &str) -> bool {
    Email::parse(text).is_ok()
}
