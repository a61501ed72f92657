//! Authenticator apps: codes by the time (RFC 6238), six digits that change every half minute.

use crate::base::Base;
use crate::fail::{Fail, Result};
use sqlx::{Sqlite, Transaction};
use totp_rs::{Builder, Secret, Totp};

/// Milliseconds for which a new secret waits for the app's first code.
const PENDING_MS: i64 = 15 * 60 * 1000;

/// Bytes of a secret, as RFC 4226 recommends.
const BYTES: usize = 20;

/// Makes a secret that waits for a code of the app, or gives that which waits already, so that two tabs show the same.
pub(in super::super) async fn begin(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
) -> Result<Vec<u8>> {
    let secret = match pending(base, tx, account).await? {
        Some(secret) => secret,
        None => crate::ids::random::<BYTES>().to_vec(),
    };
    sqlx::query(
        "INSERT INTO authenticators (account, is_pending, secret, expires_at) VALUES (?, 1, ?, ?)
         ON CONFLICT DO UPDATE SET secret = excluded.secret, expires_at = excluded.expires_at",
    )
    .bind(account)
    .bind(base.keys.seal(&context(account), &secret)?)
    .bind(base.clock.now_ms() + PENDING_MS)
    .execute(&mut **tx)
    .await?;
    Ok(secret)
}

/// The secret that waits for a code of the app.
pub(in super::super) async fn pending(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
) -> Result<Option<Vec<u8>>> {
    let sql =
        "SELECT secret FROM authenticators WHERE account = ? AND is_pending = 1 AND expires_at > ?";
    let sealed: Option<Vec<u8>> = sqlx::query_scalar(sql)
        .bind(account)
        .bind(base.clock.now_ms())
        .fetch_optional(&mut **tx)
        .await?;
    Ok(sealed.map(|sealed| base.keys.open(&context(account), &sealed)).transpose()?)
}

/// The secret that waits becomes that of the account, if the code is of its app.
pub(in super::super) async fn confirm(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    secret: Vec<u8>,
    code: &str,
) -> Result<bool> {
    let Some(step) = step_of(base, secret, code)? else { return Ok(false) };
    sqlx::query("DELETE FROM authenticators WHERE account = ? AND is_pending = 0")
        .bind(account)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "UPDATE authenticators SET is_pending = 0, expires_at = NULL, last_step = ? WHERE account = ?",
    )
    .bind(step)
    .bind(account)
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// Whether `code` is one of the account's app that was not used before. `may_repeat`: the last one may be.
pub(in super::super) async fn accepts(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    code: &str,
    may_repeat: bool,
) -> Result<bool> {
    let sql = "SELECT secret, last_step FROM authenticators WHERE account = ? AND is_pending = 0";
    let row: Option<(Vec<u8>, i64)> =
        sqlx::query_as(sql).bind(account).fetch_optional(&mut **tx).await?;
    let Some((sealed, last)) = row else { return Ok(false) };
    let secret = base.keys.open(&context(account), &sealed)?;
    let Some(step) = step_of(base, secret, code)? else { return Ok(false) };
    if step < last || (step == last && !may_repeat) {
        return Ok(false);
    }
    sqlx::query("UPDATE authenticators SET last_step = ? WHERE account = ? AND is_pending = 0")
        .bind(step)
        .bind(account)
        .execute(&mut **tx)
        .await?;
    Ok(true)
}

/// The secret in base 32, and the address that opens an app with it. `login` tells the citizen's accounts apart there.
pub(in super::super) fn described(secret: Vec<u8>, login: &str) -> Result<(String, String)> {
    let base32 = Secret::from(secret.clone()).to_base32();
    let totp = totp(secret, login)?;
    let link = totp.to_url().map_err(|_| Fail::Internal("the address of an authenticator app"))?;
    Ok((base32, link))
}

pub(super) async fn delete(tx: &mut Transaction<'_, Sqlite>, account: &str) -> Result<()> {
    let sql = "DELETE FROM authenticators WHERE account = ?";
    sqlx::query(sql).bind(account).execute(&mut **tx).await?;
    Ok(())
}

/// Deletes secrets whose app has shown no code.
pub(in super::super) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM authenticators WHERE is_pending = 1 AND expires_at <= ?")
        .bind(base.clock.now_ms())
        .execute(base.db.write())
        .await?;
    Ok(())
}

/// The half minute since 1970 whose code this is: the one now, or the one before or after, for clocks that differ.
fn step_of(base: &Base, secret: Vec<u8>, code: &str) -> Result<Option<i64>> {
    let code: String = code.chars().filter(|char| !char.is_whitespace()).collect();
    let now = u64::try_from(base.clock.now_ms() / 1000).unwrap_or_default();
    let step = totp(secret, "Окно")?.check(&code, now);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

fn totp(secret: Vec<u8>, login: &str) -> Result<Totp> {
    let builder = Builder::new().with_secret(Secret::from(secret));
    let named = builder.with_account_name(login).with_issuer(Some("Окно"));
    named.build().map_err(|_| Fail::Internal("the secret of an authenticator app"))
}

fn context(account: &str) -> String {
    format!("authenticators/secret/{account}")
}
