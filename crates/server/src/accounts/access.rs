//! How an account is entered: its password and phone, and shutting out who must not enter any more.

use super::{Login, hash, profile_in, put_profile};
use crate::audit::By;
use crate::base::Base;
use crate::fail::Result;
use crate::journal;
use domain::values::password_needs;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// Sets the password and ends all sessions.
pub(crate) async fn set_password(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    hash: &str,
    by: By<'_>,
) -> Result<()> {
    put_hash(&mut **tx, id, hash).await?;
    shut_out(base, tx, id, by).await
}

/// Stores another hash of the same password, unless somebody has changed the password meanwhile.
pub(crate) async fn renew_hash(base: &Base, id: &str, before: &str, hash: &str) -> Result<()> {
    let sql = "UPDATE accounts SET password = ? WHERE id = ? AND password = ?";
    sqlx::query(sql).bind(hash).bind(id).bind(before).execute(base.db.write()).await?;
    Ok(())
}

async fn put_hash<'c>(to: impl SqliteExecutor<'c>, id: &str, hash: &str) -> Result<()> {
    let sql = "UPDATE accounts SET password = ? WHERE id = ?";
    sqlx::query(sql).bind(hash).bind(id).execute(to).await?;
    Ok(())
}

/// Sets the password and ends all sessions but the one with this hash.
pub(crate) async fn change_password(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    hash: &str,
    session: &[u8],
) -> Result<()> {
    put_hash(&mut **tx, id, hash).await?;
    shut_out_elsewhere(base, tx, id, session, By::Citizen).await
}

/// The hash of the password; `None` until the owner sets one.
pub(crate) async fn password_of(base: &Base, id: &str) -> Result<Option<String>> {
    let sql = "SELECT password FROM accounts WHERE id = ?";
    let hash: String = sqlx::query_scalar(sql).bind(id).fetch_one(base.db.read()).await?;
    Ok(Some(hash).filter(|hash| !hash.is_empty()))
}

/// Sets the phone, canonical, and takes back the codes and links that the old one got. False when another account has it.
pub(crate) async fn change_phone(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    phone: &str,
) -> Result<bool> {
    let mut profile = profile_in(base, tx, id).await?;
    phone.clone_into(&mut profile.phone);
    put_profile(base, &mut **tx, id, &profile).await?;
    take_back(tx, id).await?;
    let key = Login::Phone(phone.to_owned()).key(&base.keys);
    let sql = "UPDATE OR IGNORE accounts SET phone_key = ? WHERE id = ?";
    let done = sqlx::query(sql).bind(key).bind(id).execute(&mut **tx).await?;
    Ok(done.rows_affected() == 1)
}

/// Ends all sessions of an account, and takes back the codes and links that could begin one.
pub(super) async fn shut_out(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    by: By<'_>,
) -> Result<()> {
    shut_out_elsewhere(base, tx, id, &[], by).await
}

/// [`shut_out`] of everybody but the session with this hash.
async fn shut_out_elsewhere(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    session: &[u8],
    by: By<'_>,
) -> Result<()> {
    let ended = sqlx::query("DELETE FROM sessions WHERE account = ? AND token <> ?")
        .bind(id)
        .bind(session)
        .execute(&mut **tx)
        .await?;
    if ended.rows_affected() > 0 {
        journal::end_sessions(base, tx, id, by).await?;
    }
    sqlx::query("DELETE FROM challenges WHERE account = ?").bind(id).execute(&mut **tx).await?;
    take_back(tx, id).await
}

/// Takes back the codes and links that could begin a session: they may be on a phone or in a mailbox that is the owner's no more.
pub(crate) async fn take_back(tx: &mut Transaction<'_, Sqlite>, id: &str) -> Result<()> {
    for sql in [
        "DELETE FROM challenges WHERE account = ? AND purpose = 'sign_in'",
        "DELETE FROM proofs WHERE account = ? AND purpose = 'access' AND used_at IS NULL",
    ] {
        sqlx::query(sql).bind(id).execute(&mut **tx).await?;
    }
    Ok(())
}

/// The hash of a new password.
///
/// # Errors
/// `WeakPassword` if it lacks something that S-01 asks for.
pub(crate) async fn new_hash(password: String) -> Result<String> {
    match password_needs(&password).is_empty() {
        true => hash(password).await,
        false => Err(ProblemCode::WeakPassword.into()),
    }
}
