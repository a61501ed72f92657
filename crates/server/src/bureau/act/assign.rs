//! Who works on a case.

use super::{Told, words};
use crate::cases::Case;
use crate::fail::{Fail, Result};
use crate::staff::{self, Person};
use domain::form::FieldError;
use domain::wire::event::Change;
use domain::wire::office::Ability;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Gives the case to this person, or to nobody. 403 when a role that may not give cases to others takes it from or gives it to
/// somebody else; 422 `/executor` for somebody who is not there or does not work on cases.
pub(super) async fn assign(
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    caller: &Person,
    executor: Option<String>,
    at: i64,
) -> Result<Option<Told>> {
    let now = case.executor.as_ref();
    let is_others = |id: Option<&String>| id.is_some_and(|id| *id != caller.id);
    if (is_others(now) || is_others(executor.as_ref())) && !caller.role().may(Ability::Assign) {
        return Err(ProblemCode::Forbidden.into());
    }
    let person = match &executor {
        None => None,
        Some(id) => {
            let person = staff::find(&mut **tx, id).await?;
            let person = person.filter(|person| person.role().may(Ability::Work));
            Some(person.ok_or_else(|| Fail::at("/executor", FieldError::NotOffered))?)
        }
    };
    if now == executor.as_ref() {
        return Ok(None);
    }
    set(tx, &case.id, executor.as_deref(), at).await?;
    Ok(Some(Told {
        kind: Change::Executor,
        comment: Some(words::executor(person.as_ref().map(|person| person.name.as_str()))),
        subject: executor,
        letter: None,
    }))
}

pub(super) async fn set(
    tx: &mut Transaction<'_, Sqlite>,
    case: &str,
    executor: Option<&str>,
    at: i64,
) -> Result<()> {
    sqlx::query("UPDATE applications SET executor = ?, executor_since = ? WHERE id = ?")
        .bind(executor)
        .bind(executor.map(|_| at))
        .bind(case)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
