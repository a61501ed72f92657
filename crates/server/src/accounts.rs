//! Accounts of citizens: profiles, logins and passwords.

mod inputs;
pub(crate) mod manage;
mod password;
mod seeded;

use crate::base::Base;
use crate::fail::Result;
use crate::keys::Keys;
use chrono::NaiveDate;
use domain::values::{Email, Phone};
use serde::{Deserialize, Serialize};
use sqlx::{Sqlite, Transaction};

pub(crate) use password::{hash, verify};
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
        match &self.patronymic {
            Some(patronymic) => format!("{} {patronymic}", self.given),
            None => self.given.clone(),
        }
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
    let sealed: Vec<u8> = sqlx::query_scalar("SELECT profile FROM accounts WHERE id = ?")
        .bind(id)
        .fetch_one(base.db.read())
        .await?;
    Ok(base.keys.open_json(&profile_context(id), &sealed)?)
}

/// Adds an account and returns its id. `None` if the phone or the e-mail belongs to another one.
async fn insert(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    profile: &Profile,
    password_hash: &str,
) -> Result<Option<String>> {
    let id = crate::ids::new_id();
    let added = sqlx::query(
        "INSERT INTO accounts (id, phone_key, email_key, password, profile, created_at)
         VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(&id)
    .bind(Login::Phone(profile.phone.clone()).key(&base.keys))
    .bind(Login::Email(profile.email.to_lowercase()).key(&base.keys))
    .bind(password_hash)
    .bind(base.keys.seal_json(&profile_context(&id), profile)?)
    .bind(base.clock.now_ms())
    .execute(&mut **tx)
    .await?;
    Ok((added.rows_affected() == 1).then_some(id))
}

fn profile_context(id: &str) -> String {
    format!("accounts/profile/{id}")
}
