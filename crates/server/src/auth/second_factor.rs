//! What signing in asks for after the password (S-01): a code by SMS, a code of an authenticator app, or nothing. Who has lost the app
//! has recovery codes.

pub(super) mod app;
pub(super) mod recovery_codes;

use crate::base::Base;
use crate::fail::{Fail, Result};
use domain::wire::account::SecondFactor;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

pub(super) use app::sweep;

pub(super) async fn of<'c>(from: impl SqliteExecutor<'c>, account: &str) -> Result<SecondFactor> {
    let sql = "SELECT second_factor FROM accounts WHERE id = ?";
    let name: String = sqlx::query_scalar(sql).bind(account).fetch_one(from).await?;
    let all = [SecondFactor::Off, SecondFactor::Sms, SecondFactor::App];
    let found = all.into_iter().find(|factor| name_of(*factor) == name);
    found.ok_or(Fail::Internal("the second factor of an account"))
}

/// Sets it. Without an app there is no use for its secret and for recovery codes: they are deleted.
pub(super) async fn set(
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    factor: SecondFactor,
) -> Result<()> {
    sqlx::query("UPDATE accounts SET second_factor = ? WHERE id = ?")
        .bind(name_of(factor))
        .bind(account)
        .execute(&mut **tx)
        .await?;
    if factor != SecondFactor::App {
        app::delete(tx, account).await?;
        recovery_codes::delete(tx, account).await?;
    }
    Ok(())
}

/// Whether `code` is one of the app, or a recovery code, that the account can answer this challenge with; whether it has been
/// answered before. The code cannot be used again, but for the same challenge.
pub(super) async fn accepts(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    (challenge, is_again): (&str, bool),
    code: &str,
) -> Result<bool> {
    Ok(app::accepts(base, tx, account, code, is_again).await?
        || recovery_codes::accepts(base, tx, account, code, challenge).await?)
}

fn name_of(factor: SecondFactor) -> &'static str {
    match factor {
        SecondFactor::Off => "off",
        SecondFactor::Sms => "sms",
        SecondFactor::App => "app",
    }
}
