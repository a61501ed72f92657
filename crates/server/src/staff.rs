//! Who works at the office: people with a name and a role, and the tokens by which their systems call the office's API.

mod tokens;

pub(crate) use tokens::{Listed, issue, list, of_token, revoke};

use crate::base::Base;
use crate::fail::Result;
use crate::named::Named;
use domain::wire::office::Role;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// Longest name in characters.
const LONGEST_NAME: usize = 100;

/// Somebody of the office.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    role: Named<Role>,
}

impl Person {
    pub(crate) fn role(&self) -> Role {
        self.role.0
    }
}

/// The person with this name, who gets this role if the name is new. 422 for a name that is none.
pub(crate) async fn person(base: &Base, name: &str, role: Role) -> Result<Person> {
    let known = sqlx::query_as("SELECT id, name, role FROM staff WHERE name = ?").bind(name.trim());
    if let Some(known) = known.fetch_optional(base.db.read()).await? {
        return Ok(known);
    }
    let mut tx = base.db.begin().await?;
    let person = person_in(&mut tx, name, role).await?;
    tx.commit().await?;
    Ok(person)
}

async fn person_in(tx: &mut Transaction<'_, Sqlite>, name: &str, role: Role) -> Result<Person> {
    let name = name.trim();
    let is_name = !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && !name.chars().any(char::is_control);
    if !is_name {
        return Err(ProblemCode::Invalid.into());
    }
    sqlx::query(
        "INSERT INTO staff (id, name, role) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
    )
    .bind(crate::ids::new_id())
    .bind(name)
    .bind(Named(role))
    .execute(&mut **tx)
    .await?;
    let found = sqlx::query_as("SELECT id, name, role FROM staff WHERE name = ?").bind(name);
    Ok(found.fetch_one(&mut **tx).await?)
}

/// Somebody by id, if there is such a person.
pub(crate) async fn find(database: impl SqliteExecutor<'_>, id: &str) -> Result<Option<Person>> {
    let found = sqlx::query_as("SELECT id, name, role FROM staff WHERE id = ?").bind(id);
    Ok(found.fetch_optional(database).await?)
}

/// Everybody, by name.
pub(crate) async fn everybody(base: &Base) -> Result<Vec<Person>> {
    let all = sqlx::query_as("SELECT id, name, role FROM staff ORDER BY name");
    Ok(all.fetch_all(base.db.read()).await?)
}
