use super::parts::Doors;
use crate::applications::{self, NewApplication};
use crate::fail::Result;
use crate::http::{Json, Language};
use crate::{accounts, auth};
use axum::extract::State;
use domain::form::{Answer, Answers};
use domain::wire::problem::ProblemCode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Largest crowd: more than any test needs, and few enough for one transaction.
const MANY: u32 = 10_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gather {
    service: String,
    /// Answers of every application, except for the patient's field.
    answers: Answers,
    /// Id of the field that gets another value in each application, so that the patients differ.
    patient: String,
    people: u32,
}

#[derive(Serialize)]
pub(super) struct Crowd {
    people: Vec<Person>,
}

#[derive(Serialize)]
pub(super) struct Person {
    /// Cookie of the citizen's session.
    cookie: String,
    application: String,
}

/// Creates signed-in citizens with an application each, for tests in which all of them want the same.
pub(super) async fn gather(
    State(doors): State<Arc<Doors>>,
    language: Language,
    Json(gather): Json<Gather>,
) -> Result<axum::Json<Crowd>> {
    let service = doors.catalogue.get(&gather.service).ok_or(ProblemCode::NotFound)?;
    if gather.people > MANY {
        return Err(ProblemCode::Invalid.into());
    }
    let mut tx = doors.base.db.begin().await?;
    let mut people = Vec::new();
    for _ in 0..gather.people {
        let account = accounts::add_stranger(&doors.base, &mut tx).await?;
        let cookie = auth::start_without_sign_in(&doors.base, &mut tx, &account).await?;
        let mut answers = gather.answers.clone();
        answers.set(&gather.patient, Answer::Text(account.clone()));
        let new = NewApplication { account: &account, service, answers: &answers, language };
        let sent = applications::register(&doors.applications, &mut tx, new).await?;
        people.push(Person { cookie, application: sent.id });
    }
    tx.commit().await?;
    Ok(axum::Json(Crowd { people }))
}
