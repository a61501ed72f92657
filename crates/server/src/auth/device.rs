//! Browsers in which somebody has signed in. A cookie that outlives the session names them; it lets nobody in.

use super::cookie::Cookie;
use crate::accounts::{self, Login};
use crate::base::Base;
use crate::clock::office_time;
use crate::fail::Result;
use crate::ids::hex;
use crate::keys::sha256;
use crate::outbox::{self, Letter};
use axum::http::{HeaderMap, HeaderValue};
use sqlx::{Sqlite, Transaction};

/// For so long a browser that nobody uses stays known. Browsers keep no cookie longer than 400 days.
const KNOWN_MS: i64 = 400 * 24 * 60 * 60 * 1000;

/// The hash of this browser's cookie if `account` has signed in here before.
pub(super) async fn known(
    base: &Base,
    headers: &HeaderMap,
    account: &str,
) -> Result<Option<Vec<u8>>> {
    let Some(token) = Cookie::Device.token(headers) else { return Ok(None) };
    let row = sqlx::query_scalar(
        "SELECT token FROM devices WHERE token = ? AND account = ? AND seen_at > ?",
    )
    .bind(sha256(token.as_bytes()))
    .bind(account)
    .bind(base.clock.now_ms() - KNOWN_MS)
    .fetch_optional(base.db.read())
    .await?;
    Ok(row)
}

/// [`known`] for the account with this phone, in hexadecimal; `None` also if there is no such account.
pub(super) async fn of_phone(
    base: &Base,
    headers: &HeaderMap,
    phone: &str,
) -> Result<Option<String>> {
    let Some(account) = accounts::find(base, &Login::Phone(phone.to_owned())).await? else {
        return Ok(None);
    };
    Ok(known(base, headers, &account.id).await?.map(|hash| hex(&hash)))
}

/// How an account came to sign in with this browser.
pub(super) struct Met {
    /// The cookie to set.
    pub(super) cookie: HeaderValue,
    /// Whether the account has used others before, but not this one.
    pub(super) is_new: bool,
}

/// Notes that `account` has signed in with this browser.
pub(super) async fn meet(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    headers: &HeaderMap,
    account: &str,
) -> Result<Met> {
    // Only a name that this server has given: anything else could have been planted.
    let token = match Cookie::Device.token(headers) {
        Some(token) if is_ours(tx, token).await? => token.to_owned(),
        _ => crate::ids::new_secret(),
    };
    let hash = sha256(token.as_bytes());
    let (others, here): (i64, i64) = sqlx::query_as(
        "SELECT coalesce(sum(token <> ?), 0), coalesce(sum(token = ?), 0) FROM devices WHERE account = ?",
    )
    .bind(&hash)
    .bind(&hash)
    .bind(account)
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO devices (token, account, seen_at) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at",
    )
    .bind(&hash)
    .bind(account)
    .bind(base.clock.now_ms())
    .execute(&mut **tx)
    .await?;
    let cookie = Cookie::Device.set(&token)?;
    Ok(Met { cookie, is_new: others > 0 && here == 0 })
}

/// Tells the citizen by e-mail that somebody has signed in with a browser that is new.
pub(super) async fn tell(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
) -> Result<()> {
    let Some(email) = accounts::mailbox(base, &mut **tx, account).await? else { return Ok(()) };
    let at = office_moment(base);
    let text = format!(
        "В «Окно» вошли с нового устройства:{at}. Если это были вы, ничего делать не нужно. \
         Если не вы, позвоните нам."
    );
    let letter = Letter::new(text, format!("В «Окно» вошли с нового устройства:{at}."))
        .todo(
            "Если это были вы, ничего делать не нужно. Если не вы, завершите чужие сеансы на странице «Мой аккаунт» и позвоните нам.",
        )
        .link(base.letterhead.link("/account"));
    let name = accounts::profile_in(base, tx, account).await?.address();
    outbox::write(base, tx, &email, Some(&name), &letter).await
}

/// ` 18.11.2026 в 12:00 по Москве`: now, for a letter.
pub(super) fn office_moment(base: &Base) -> String {
    let at = office_time(base.clock.now());
    at.map(|at| at.format(" %d.%m.%Y в %H:%M по Москве").to_string()).unwrap_or_default()
}

async fn is_ours(tx: &mut Transaction<'_, Sqlite>, token: &str) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM devices WHERE token = ? LIMIT 1")
        .bind(sha256(token.as_bytes()))
        .fetch_optional(&mut **tx)
        .await?;
    Ok(found.is_some())
}

pub(super) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM devices WHERE seen_at <= ?")
        .bind(base.clock.now_ms() - KNOWN_MS)
        .execute(base.db.write())
        .await?;
    Ok(())
}
