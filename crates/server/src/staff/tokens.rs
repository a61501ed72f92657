//! Tokens. Only their hashes are kept: they are random, so the hash needs no key.

use super::{Person, person_in};
use crate::audit::{self, By, Note};
use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::ids::{hex, new_secret, random};
use crate::keys::sha256;
use crate::named::Named;
use domain::office;
use domain::wire::office::Role;
use domain::wire::problem::ProblemCode;

/// The longest that a token is good for.
const MOST_DAYS: u16 = 366;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A token at the only moment at which it is known.
pub(crate) struct Given {
    /// Its public name, by which it is revoked.
    pub(crate) name: String,
    pub(crate) secret: String,
}

impl std::fmt::Debug for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Given({})", self.name)
    }
}

/// A token in the list. Times are in Unix milliseconds.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) person: String,
    pub(crate) role: Named<Role>,
    pub(crate) expires_at: i64,
    pub(crate) revoked_at: Option<i64>,
    /// The last day on which it was used, ISO 8601.
    pub(crate) used_on: Option<String>,
}

/// Issues a token to the person with this name. Who is new is made; whoever had another role gets this one, and loses the
/// tokens of the other. 422 for a name that is none and for days outside 1 to 366.
pub(crate) async fn issue(base: &Base, name: &str, role: Role, days: u16) -> Result<Given> {
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(ProblemCode::Invalid.into());
    }
    let now = base.clock.now_ms();
    let given = Given { name: hex(&random::<4>()), secret: new_secret() };
    let mut tx = base.db.begin().await?;
    let person = person_in(&mut tx, name, role).await?;
    if person.role() != role {
        sqlx::query("UPDATE staff SET role = ? WHERE id = ?")
            .bind(Named(role))
            .bind(&person.id)
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "UPDATE office_tokens SET revoked_at = ? WHERE staff = ? AND revoked_at IS NULL",
        )
        .bind(now)
        .bind(&person.id)
        .execute(&mut *tx)
        .await?;
    }
    sqlx::query(
        "INSERT INTO office_tokens (token, name, staff, issued_at, expires_at) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(sha256(given.secret.as_bytes()))
    .bind(&given.name)
    .bind(&person.id)
    .bind(now)
    .bind(now + i64::from(days) * DAY_MS)
    .execute(&mut *tx)
    .await?;
    audit::note(&mut *tx, of("token_issued", &given.name, now)).await?;
    tx.commit().await?;
    Ok(given)
}

/// Ends a token, by its public name. 404 if there is none.
pub(crate) async fn revoke(base: &Base, name: &str) -> Result<()> {
    let now = base.clock.now_ms();
    let mut tx = base.db.begin().await?;
    let done =
        sqlx::query("UPDATE office_tokens SET revoked_at = coalesce(revoked_at, ?) WHERE name = ?");
    let done = done.bind(now).bind(name).execute(&mut *tx).await?;
    if done.rows_affected() == 0 {
        return Err(ProblemCode::NotFound.into());
    }
    audit::note(&mut *tx, of("token_revoked", name, now)).await?;
    tx.commit().await?;
    Ok(())
}

/// All tokens, those that end last first.
pub(crate) async fn list(base: &Base) -> Result<Vec<Listed>> {
    let rows = sqlx::query_as(
        "SELECT office_tokens.name, staff.name AS person, role, expires_at, revoked_at, used_on
         FROM office_tokens JOIN staff ON staff.id = staff ORDER BY expires_at DESC, office_tokens.name",
    );
    Ok(rows.fetch_all(base.db.read()).await?)
}

/// Whose token this is; `None` if it is nobody's, over or revoked. Notes the day once.
pub(crate) async fn of_token(base: &Base, secret: &str) -> Result<Option<Person>> {
    let (token, now) = (sha256(secret.as_bytes()), base.clock.now_ms());
    let found: Option<(Option<String>, String)> = sqlx::query_as(
        "SELECT used_on, staff FROM office_tokens WHERE token = ? AND revoked_at IS NULL AND expires_at > ?",
    )
    .bind(&token)
    .bind(now)
    .fetch_optional(base.db.read())
    .await?;
    let Some((used_on, staff)) = found else { return Ok(None) };
    let today = office::day(from_ms(now)).to_string();
    if used_on.as_ref() != Some(&today) {
        sqlx::query("UPDATE office_tokens SET used_on = ? WHERE token = ?")
            .bind(today)
            .bind(token)
            .execute(base.db.write())
            .await?;
    }
    super::find(base.db.read(), &staff).await
}

fn of<'a>(act: &'a str, token: &'a str, at: i64) -> Note<'a> {
    let (account, application) = (None, None);
    Note { at, by: By::System, act, account, application, subject: Some(token) }
}
