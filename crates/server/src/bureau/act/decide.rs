//! What is decided, and what came of it: its number, its time, and what it says.

use super::super::parts::Bureau;
use super::{Actor, words};
use crate::cases::{self, Case, DecisionBody, Entitlement, RecordKind};
use crate::clock::{self, from_ms};
use crate::fail::{Fail, Result};
use crate::named::Named;
use chrono::NaiveDate;
use domain::form::{Answers, FieldError, Issue, Outcome, ResultPlan, Text};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// What the office has decided.
pub(super) struct Verdict<'a> {
    pub(super) outcome: Outcome,
    /// Code of [`crate::cases::refusals`].
    pub(super) refusal: Option<&'a str>,
    pub(super) words: Option<Text>,
    pub(super) result: Option<Answers>,
}

/// Stores the decision; returns its words, checked. 422 with what is wrong, at `/words` and `/result/…`.
pub(super) async fn decide(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    by: Actor<'_>,
    verdict: Verdict<'_>,
    at: i64,
) -> Result<Option<Text>> {
    let (outcome, refusal) = (verdict.outcome, verdict.refusal);
    let day = clock::office_day(from_ms(at));
    let words = words::free_or_none("/words", verdict.words.as_ref())?;
    let result = result(bureau, case, outcome, verdict.result, day)?;
    let body = DecisionBody { words: words.clone(), ..result };
    let record = Record { kind: RecordKind::Decision, refusal, body };
    keep(bureau, tx, case, by, record, at).await?;
    Ok(words)
}

/// Stores what came of the operation, checked; returns how it is named. 404 where nothing is told; 409 `not_allowed` before the operation
/// begins; 422 with what is wrong, at `/result/…`.
pub(super) async fn report(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    by: Actor<'_>,
    result: &Answers,
    at: i64,
) -> Result<Text> {
    let plan = bureau.catalogue.office(&case.service).and_then(|office| office.report.as_ref());
    let plan = plan.ok_or(ProblemCode::NotFound)?;
    if case.visit_at().is_none_or(|begin| begin > from_ms(at)) {
        return Err(ProblemCode::NotAllowed.into());
    }
    let body = told(plan, Outcome::Approved, result, clock::office_day(from_ms(at)))?;
    let named = words::result(&plan.title, body.outcome.as_ref());
    let record = Record { kind: RecordKind::Report, refusal: None, body };
    keep(bureau, tx, case, by, record, at).await?;
    Ok(named)
}

struct Record<'a> {
    kind: RecordKind,
    refusal: Option<&'a str>,
    body: DecisionBody,
}

/// After those that are there: the last of a kind holds.
async fn keep(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    by: Actor<'_>,
    Record { kind, refusal, body }: Record<'_>,
    at: i64,
) -> Result<()> {
    let place: i64 = sqlx::query_scalar(
        "SELECT coalesce(max(place), 0) + 1 FROM decisions WHERE application = ?",
    )
    .bind(&case.id)
    .fetch_one(&mut **tx)
    .await?;
    let context = cases::decision_context(&case.id, place);
    let seal = || bureau.base.keys.seal_json(&context, &body);
    sqlx::query(
        "INSERT INTO decisions (application, place, kind, number, at, refusal, body, staff) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&case.id)
    .bind(place)
    .bind(Named(kind))
    .bind(cases::next_decision(tx, clock::office_day(from_ms(at))).await?)
    .bind(at)
    .bind(refusal)
    .bind((!body.is_empty()).then(seal).transpose()?)
    .bind(by.person().map(|person| &person.id))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What the decision says besides its words. A refusal may come without a result, an approval only where its service has none.
fn result(
    bureau: &Bureau,
    case: &Case,
    outcome: Outcome,
    result: Option<Answers>,
    today: NaiveDate,
) -> Result<DecisionBody> {
    let plan = bureau.catalogue.office(&case.service).and_then(|office| office.result.as_ref());
    let ground = plan.map(|plan| plan.ground.clone()).unwrap_or_default();
    let plan = plan.filter(|plan| plan.holds(outcome));
    let (plan, result) = match (plan, result) {
        (Some(plan), Some(result)) => (plan, result),
        (Some(_), None) if outcome == Outcome::Approved => {
            return Err(Fail::at("/result", FieldError::Missing));
        }
        (None, Some(_)) => return Err(Fail::at("/result", FieldError::NotOffered)),
        (_, None) => return Ok(DecisionBody { ground, ..DecisionBody::default() }),
    };
    told(plan, outcome, &result, today)
}

fn told(
    plan: &ResultPlan,
    outcome: Outcome,
    result: &Answers,
    today: NaiveDate,
) -> Result<DecisionBody> {
    let checked = plan.check(outcome, result, today);
    if !checked.issues.is_empty() {
        let at = |issue: Issue| Issue {
            pointer: format!("/result/{}", issue.place()),
            error: issue.error,
        };
        let issues = checked.issues.into_iter().map(at).collect();
        return Err(Fail::Issues(ProblemCode::Invalid, issues));
    }
    let entitled = plan.entitled(outcome, &checked.canonical, today);
    let entitled = entitled
        .map(|one| Entitlement { text: one.text.clone(), service: one.service.clone() })
        .collect();
    Ok(DecisionBody {
        words: None,
        ground: plan.ground.clone(),
        title: Some(plan.title.clone()),
        outcome: plan.outcome_of(&checked.canonical).cloned(),
        lines: cases::told(plan, &checked.canonical),
        entitles: entitled,
        result: checked.canonical,
    })
}
