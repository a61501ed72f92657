//! What an operator does with accounts.

use super::access::shut_out;
use super::{Login, NewAccount, Profile, find, hash, insert};
use crate::audit::By;
use crate::base::Base;
use crate::fail::{Fail, Result};
use domain::values::{PasswordNeed, password_needs};
use domain::wire::problem::ProblemCode;

/// An account that an operator sees: nothing of its owner.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) created_at: i64,
    pub(crate) blocked_at: Option<i64>,
    pub(crate) confirmed_at: Option<i64>,
}

/// Why a password cannot be set.
#[derive(Debug)]
pub(crate) enum NotSet {
    /// What it lacks (S-01).
    Weak(Vec<PasswordNeed>),
    Fail(Fail),
}

impl<F: Into<Fail>> From<F> for NotSet {
    fn from(fail: F) -> Self {
        Self::Fail(fail.into())
    }
}

/// The newest `limit` accounts, the newest first.
pub(crate) async fn newest(base: &Base, limit: u32) -> Result<Vec<Listed>> {
    let sql = "SELECT id, created_at, blocked_at, confirmed_at FROM accounts ORDER BY created_at DESC, id LIMIT ?";
    Ok(sqlx::query_as(sql).bind(limit).fetch_all(base.db.read()).await?)
}

/// Makes an account and returns its id. It is confirmed: the operator knows whose it is.
///
/// # Errors
/// `NotAllowed` if the phone or the e-mail belongs to another account.
pub(crate) async fn make(
    base: &Base,
    profile: &Profile,
    password: String,
) -> std::result::Result<String, NotSet> {
    let hash = hashed(password).await?;
    let mut tx = base.db.begin().await?;
    let owner = NewAccount { profile, agreement: None, is_confirmed: true, has_email: true };
    let id = insert(base, &mut tx, &owner, &hash).await?.ok_or(ProblemCode::NotAllowed)?;
    tx.commit().await?;
    Ok(id)
}

/// Sets the password, and ends all sessions.
pub(crate) async fn set_password(
    base: &Base,
    login: &Login,
    password: String,
) -> std::result::Result<(), NotSet> {
    let hash = hashed(password).await?;
    let id = id_of(base, login).await?;
    let mut tx = base.db.begin().await?;
    super::set_password(base, &mut tx, &id, &hash, By::CLERK).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps the owner from signing in, and ends all sessions; or lets them in again.
pub(crate) async fn set_blocked(base: &Base, login: &Login, is_blocked: bool) -> Result<()> {
    let id = id_of(base, login).await?;
    let mut tx = base.db.begin().await?;
    sqlx::query("UPDATE accounts SET blocked_at = ? WHERE id = ?")
        .bind(is_blocked.then(|| base.clock.now_ms()))
        .bind(&id)
        .execute(&mut *tx)
        .await?;
    if is_blocked {
        shut_out(base, &mut tx, &id, By::CLERK).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Notes that somebody has checked who the owner is (M-02): with the passport, at an office.
pub(crate) async fn confirm(base: &Base, login: &Login) -> Result<()> {
    let id = id_of(base, login).await?;
    super::confirm(base, base.db.write(), &id).await
}

/// Sets the phone, canonical, and ends all sessions: the old one may be in other hands.
///
/// # Errors
/// `NotAllowed` if it belongs to another account.
pub(crate) async fn set_phone(base: &Base, login: &Login, phone: &str) -> Result<()> {
    let id = id_of(base, login).await?;
    let mut tx = base.db.begin().await?;
    let changed = super::change_phone(base, &mut tx, &id, phone).await?;
    if !changed {
        return Err(ProblemCode::NotAllowed.into());
    }
    shut_out(base, &mut tx, &id, By::CLERK).await?;
    tx.commit().await?;
    Ok(())
}

async fn id_of(base: &Base, login: &Login) -> Result<String> {
    Ok(find(base, login).await?.ok_or(ProblemCode::NotFound)?.id)
}

async fn hashed(password: String) -> std::result::Result<String, NotSet> {
    match password_needs(&password) {
        needs if needs.is_empty() => Ok(hash(password).await?),
        needs => Err(NotSet::Weak(needs)),
    }
}
