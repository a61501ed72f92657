//! Accounts of citizens: profiles, logins and passwords.

mod access;
mod inputs;
pub(crate) mod manage;
mod notices;
mod password;
mod person;
mod seeded;

use crate::base::Base;
use crate::fail::Result;
use crate::keys::Keys;
use chrono::NaiveDate;
use domain::values::{Email, Phone};
use domain::wire::problem::ProblemCode;
use serde::{Deserialize, Serialize};
use sqlx::{Sqlite, SqliteExecutor, Transaction};

pub(crate) use access::{
    change_password, change_phone, new_hash, password_of, renew_hash, set_password, take_back,
};
pub(crate) use notices::{notices, put_notices, tell_by_sms};
pub(crate) use password::{hash, is_outdated, verify};
pub(crate) use seeded::{DEMO_LOGIN, DEMO_PASSWORD, add_stranger, seed};

/// Personal data of an account's owner. Sealed at rest.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) surname: String,
    pub(crate) given: String,
    pub(crate) patronymic: Option<String>,
    /// Canonical: `+7` and ten digits.
    pub(crate) phone: String,
    pub(crate) email: String,
    /// From here on the fields are optional: the citizen may not have given them.
    #[serde(default)]
    pub(crate) birth_date: Option<NaiveDate>,
    #[serde(default)]
    pub(crate) snils: Option<String>,
    #[serde(default)]
    pub(crate) inn: Option<String>,
    #[serde(default)]
    pub(crate) oms: Option<String>,
    #[serde(default)]
    pub(crate) passport: Option<Passport>,
    #[serde(default)]
    pub(crate) residence: Option<Residence>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Passport {
    pub(crate) number: String,
    pub(crate) issued: NaiveDate,
    pub(crate) department: String,
    pub(crate) issuer: String,
}

/// A registered address.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Residence {
    pub(crate) postcode: String,
    pub(crate) region: String,
    pub(crate) place: String,
    pub(crate) street: String,
}

impl std::fmt::Debug for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Profile(…)")
    }
}

impl Profile {
    /// What every account has: surname, given name, patronymic if there is one, phone and e-mail, both canonical.
    pub(crate) fn new(
        [surname, given]: [String; 2],
        patronymic: Option<String>,
        [phone, email]: [String; 2],
    ) -> Self {
        Self {
            surname,
            given,
            patronymic,
            phone,
            email,
            birth_date: None,
            snils: None,
            inn: None,
            oms: None,
            passport: None,
            residence: None,
        }
    }

    /// Given name and patronymic, the polite way to address the citizen.
    pub(crate) fn address(&self) -> String {
        self.person().name.address()
    }
}

/// Login as typed, normalised to the form by which accounts are looked up.
pub(crate) enum Login {
    Phone(String),
    Email(String),
}

impl Login {
    /// Reads a phone number in any usual notation, otherwise an e-mail address. Text that is neither becomes an address that
    /// no account has.
    pub(crate) fn parse(text: &str) -> Self {
        if let Ok(phone) = Phone::parse(text) {
            return Self::Phone(phone.to_string());
        }
        let email = Email::parse(text).map_or_else(|_| text.trim().to_owned(), |e| e.to_string());
        Self::Email(email.to_lowercase())
    }

    /// Keyed hash by which the database finds the account and counts login attempts.
    pub(crate) fn key(&self, keys: &Keys) -> Vec<u8> {
        match self {
            Self::Phone(phone) => keys.index("phone", phone),
            Self::Email(email) => keys.index("email", email),
        }
    }
}

/// Columns of an account that signing in needs.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) password: String,
    pub(crate) blocked_at: Option<i64>,
}

pub(crate) async fn find(base: &Base, login: &Login) -> Result<Option<Account>> {
    let sql = match login {
        Login::Phone(_) => "SELECT id, password, blocked_at FROM accounts WHERE phone_key = ?",
        Login::Email(_) => "SELECT id, password, blocked_at FROM accounts WHERE email_key = ?",
    };
    Ok(sqlx::query_as(sql).bind(login.key(&base.keys)).fetch_optional(base.db.read()).await?)
}

pub(crate) async fn profile(base: &Base, id: &str) -> Result<Profile> {
    read_profile(base, base.db.read(), id).await
}

/// [`profile`] of an account that the transaction may just have made.
pub(crate) async fn profile_in(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
) -> Result<Profile> {
    read_profile(base, &mut **tx, id).await
}

async fn read_profile<'c>(base: &Base, from: impl SqliteExecutor<'c>, id: &str) -> Result<Profile> {
    let sql = "SELECT profile FROM accounts WHERE id = ?";
    let sealed: Vec<u8> = sqlx::query_scalar(sql).bind(id).fetch_one(from).await?;
    Ok(base.keys.open_json(&profile_context(id), &sealed)?)
}

/// Replaces the profile. The columns by which logins find the account stay as they are.
pub(crate) async fn put_profile<'c>(
    base: &Base,
    to: impl SqliteExecutor<'c>,
    id: &str,
    profile: &Profile,
) -> Result<()> {
    sqlx::query("UPDATE accounts SET profile = ? WHERE id = ?")
        .bind(base.keys.seal_json(&profile_context(id), profile)?)
        .bind(id)
        .execute(to)
        .await?;
    Ok(())
}

/// The e-mail once its owner has confirmed it, for letters: one to a mistyped address would tell a stranger. `None` also when the
/// account is deleted.
pub(crate) async fn mailbox<'c>(
    base: &Base,
    from: impl SqliteExecutor<'c>,
    id: &str,
) -> Result<Option<String>> {
    let sql = "SELECT profile FROM accounts WHERE id = ? AND email_confirmed_at IS NOT NULL";
    let sealed: Option<Vec<u8>> = sqlx::query_scalar(sql).bind(id).fetch_optional(from).await?;
    let Some(sealed) = sealed else { return Ok(None) };
    let profile: Profile = base.keys.open_json(&profile_context(id), &sealed)?;
    Ok(Some(profile.email))
}

/// Whether somebody has checked who the owner is (M-02).
pub(crate) async fn is_confirmed(base: &Base, id: &str) -> Result<bool> {
    let sql = "SELECT confirmed_at IS NOT NULL FROM accounts WHERE id = ?";
    Ok(sqlx::query_scalar(sql).bind(id).fetch_one(base.db.read()).await?)
}

/// Refuses what needs a confirmed account (M-02).
///
/// # Errors
/// `AccountNotConfirmed`
pub(crate) async fn check_confirmed(base: &Base, id: &str) -> Result<()> {
    match is_confirmed(base, id).await? {
        true => Ok(()),
        false => Err(ProblemCode::AccountNotConfirmed.into()),
    }
}

/// Notes that somebody has checked who the owner is (M-02).
pub(crate) async fn confirm<'c>(base: &Base, to: impl SqliteExecutor<'c>, id: &str) -> Result<()> {
    sqlx::query("UPDATE accounts SET confirmed_at = coalesce(confirmed_at, ?) WHERE id = ?")
        .bind(base.clock.now_ms())
        .bind(id)
        .execute(to)
        .await?;
    Ok(())
}

pub(crate) async fn is_blocked(tx: &mut Transaction<'_, Sqlite>, id: &str) -> Result<bool> {
    let sql = "SELECT blocked_at IS NOT NULL FROM accounts WHERE id = ?";
    Ok(sqlx::query_scalar(sql).bind(id).fetch_one(&mut **tx).await?)
}

/// An account to be made.
#[derive(Debug)]
pub(crate) struct NewAccount<'a> {
    pub(crate) profile: &'a Profile,
    /// The version of the user agreement that the owner has accepted.
    pub(crate) agreement: Option<&'a str>,
    /// Somebody has checked who the owner is (M-02).
    pub(crate) is_confirmed: bool,
    /// The e-mail is the owner's, and no other account's.
    pub(crate) has_email: bool,
}

/// Adds an account and returns its id. `None` if the phone or the e-mail belongs to another one.
pub(crate) async fn insert(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    NewAccount { profile, agreement, is_confirmed, has_email }: &NewAccount<'_>,
    password_hash: &str,
) -> Result<Option<String>> {
    let (id, now) = (crate::ids::new_id(), base.clock.now_ms());
    let email_key = match has_email {
        true => Login::Email(profile.email.to_lowercase()).key(&base.keys),
        false => base.keys.index("email-of-nobody", &id),
    };
    let added = sqlx::query(
        "INSERT INTO accounts
           (id, phone_key, email_key, password, profile, created_at, confirmed_at, email_confirmed_at, agreement)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(&id)
    .bind(Login::Phone(profile.phone.clone()).key(&base.keys))
    .bind(email_key)
    .bind(password_hash)
    .bind(base.keys.seal_json(&profile_context(&id), profile)?)
    .bind(now)
    .bind(is_confirmed.then_some(now))
    .bind(has_email.then_some(now))
    .bind(agreement)
    .execute(&mut **tx)
    .await?;
    Ok((added.rows_affected() == 1).then_some(id))
}

fn profile_context(id: &str) -> String {
    format!("accounts/profile/{id}")
}
