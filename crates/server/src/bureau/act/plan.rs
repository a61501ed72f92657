//! What has to be known before an operation (S-06, S-07, S-11).

use super::super::parts::Bureau;
use super::{Told, words};
use crate::cases::{Case, day_words, plan_context};
use crate::clock::{from_ms, office_day};
use crate::fail::{Fail, Result};
use crate::institutions::Preparation;
use crate::outbox::Letter;
use crate::visits;
use domain::form::{FieldError, Text, plain};
use domain::values::DateError;
use domain::wire::application::{Plan, PlanLine};
use domain::wire::event::Change;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Most lines of a list.
const MOST: u16 = 50;

/// Longest name of a surgeon, in characters.
const LONGEST_NAME: u32 = 100;

/// Replaces the plan. `None` if it is the same. 404 for a case without an operation; 422 with what is wrong.
pub(super) async fn plan(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    plan: Plan,
    at: i64,
) -> Result<Option<Told>> {
    operation(bureau, case)?.ok_or(ProblemCode::NotFound)?;
    let plan = checked(plan, at)?;
    let before = case.plan(&bureau.base.keys)?.unwrap_or_default();
    if before == plan {
        return Ok(None);
    }
    save(bureau, tx, case, &plan).await?;
    Ok(Some(Told {
        kind: Change::Plan,
        subject: None,
        comment: Some(said(&before, &plan)),
        letter: Some(
            Letter::new(
                format!(
                    "По заявлению {} есть новые сведения о дате и подготовке: они в личном кабинете.",
                    case.number
                ),
                format!("По заявлению {} есть новые сведения о дате и подготовке.", case.number),
            )
            .todo("Прочитайте их в личном кабинете: там написано, что изменилось и как подготовиться."),
        ),
    }))
}

/// What the network says of the operation that is being approved, as the first plan.
pub(super) async fn begin(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
) -> Result<()> {
    let Some(operation) = operation(bureau, case)? else { return Ok(()) };
    let network = &bureau.bookings.institutions.network;
    match network.preparation_of(&operation) {
        Some(preparation) if case.plan(&bureau.base.keys)?.is_none() => {
            save(bureau, tx, case, &of(preparation)).await
        }
        _ => Ok(()),
    }
}

fn operation(bureau: &Bureau, case: &Case) -> Result<Option<String>> {
    Ok(visits::facts_of(&bureau.bookings.visits, case)?.and_then(|facts| facts.operation))
}

fn of(preparation: &Preparation) -> Plan {
    Plan {
        medicines: preparation.medicines.clone(),
        examinations: preparation.examinations.clone(),
        bring: preparation.bring.clone(),
        stay_days: preparation.stay_days,
        food: preparation.food.clone(),
        companion: preparation.companion.clone(),
        ..Plan::default()
    }
}

async fn save(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    plan: &Plan,
) -> Result<()> {
    sqlx::query("UPDATE applications SET plan = ? WHERE id = ?")
        .bind(bureau.base.keys.seal_json(&plan_context(&case.id), plan)?)
        .bind(&case.id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn checked(plan: Plan, at: i64) -> Result<Plan> {
    let today = office_day(from_ms(at));
    if plan.planned_on.is_some_and(|day| day < today) {
        return Err(Fail::at("/plan/planned_on", DateError::TooEarly { earliest: today }));
    }
    let surgeon = plan.surgeon.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let surgeon = surgeon.map(|name| plain(name, LONGEST_NAME)).transpose();
    let one = |member: &str, text: Option<Text>| {
        words::free_or_none(&format!("/plan/{member}"), text.as_ref())
    };
    Ok(Plan {
        surgeon: surgeon.map_err(|error| Fail::at("/plan/surgeon", error))?,
        planned_on: plan.planned_on,
        schedule: list("schedule", plan.schedule, |pointer, line: PlanLine| {
            Ok(PlanLine { text: words::free(&format!("{pointer}/text"), &line.text)?, ..line })
        })?,
        medicines: list("medicines", plan.medicines, |at, text| words::free(at, &text))?,
        examinations: list("examinations", plan.examinations, |at, text| words::free(at, &text))?,
        bring: list("bring", plan.bring, |at, text| words::free(at, &text))?,
        stay_days: plan.stay_days,
        food: one("food", plan.food)?,
        companion: one("companion", plan.companion)?,
        notes: one("notes", plan.notes)?,
    })
}

fn list<T>(member: &str, lines: Vec<T>, check: impl Fn(&str, T) -> Result<T>) -> Result<Vec<T>> {
    if lines.len() > usize::from(MOST) {
        let error = FieldError::TooManyEntries { limit: MOST };
        return Err(Fail::at(format!("/plan/{member}"), error));
    }
    let checked = lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| check(&format!("/plan/{member}/{at}"), line));
    checked.collect()
}

/// What has changed, as far as it is worth a line of its own (S-11).
fn said(before: &Plan, plan: &Plan) -> Text {
    let (mut ru, mut en) = (Vec::new(), Vec::new());
    if plan.planned_on != before.planned_on {
        match plan.planned_on.map(day_words) {
            Some(day) => {
                ru.push(format!("Плановая дата: {}.", day.ru));
                en.push(format!("The planned date is {}.", day.en));
            }
            None => {
                ru.push("Плановая дата отменена.".to_owned());
                en.push("The planned date is cancelled.".to_owned());
            }
        }
    }
    if let Some(surgeon) = plan.surgeon.as_ref().filter(|_| plan.surgeon != before.surgeon) {
        ru.push(format!("Назначен хирург: {surgeon}."));
        en.push(format!("The surgeon is {surgeon}."));
    }
    let same =
        Plan { surgeon: plan.surgeon.clone(), planned_on: plan.planned_on, ..before.clone() };
    if same != *plan || ru.is_empty() {
        ru.push("Сведения о подготовке обновлены.".to_owned());
        en.push("What to prepare has been updated.".to_owned());
    }
    Text::from([("ru", ru.join(" ").as_str()), ("en", en.join(" ").as_str())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_said_as_far_as_it_goes() {
        let before = Plan { stay_days: Some(7), ..Plan::default() };
        let dated = Plan { planned_on: "2026-12-24".parse().ok(), ..before.clone() };
        let named = Plan {
            surgeon: Some("Орлов Павел Сергеевич".to_owned()), ..dated.clone()
        };
        let longer = Plan { stay_days: Some(8), ..named.clone() };
        let ru = |before: &Plan, plan: &Plan| said(before, plan).get("ru").replace('\u{A0}', " ");
        assert_eq!(ru(&before, &dated), "Плановая дата: 24 декабря 2026 года.");
        assert_eq!(ru(&dated, &named), "Назначен хирург: Орлов Павел Сергеевич.");
        assert_eq!(ru(&named, &longer), "Сведения о подготовке обновлены.");
        let all = "Плановая дата: 24 декабря 2026 года. Назначен хирург: Орлов Павел Сергеевич. Сведения о подготовке обновлены.";
        assert_eq!(ru(&Plan::default(), &longer), all);
        assert_eq!(ru(&dated, &before), "Плановая дата отменена.");
    }

    #[test]
    fn what_is_wrong_is_named_by_its_place() {
        let now = "2026-11-18T09:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        let wrong = |plan: Plan| match checked(plan, now.timestamp_millis()) {
            Err(Fail::Issues(_, issues)) => issues[0].pointer.clone(),
            _ => String::new(),
        };
        let text = |ru: &str| Text::from([("ru", ru)]);
        let line = PlanLine { day: None, text: text(" ") };
        for (plan, pointer) in [
            (Plan { planned_on: "2026-11-17".parse().ok(), ..Plan::default() }, "/plan/planned_on"),
            (Plan { surgeon: Some("я".repeat(101)), ..Plan::default() }, "/plan/surgeon"),
            (Plan { schedule: vec![line], ..Plan::default() }, "/plan/schedule/0/text"),
            (Plan { bring: vec![text("а"), text("")], ..Plan::default() }, "/plan/bring/1"),
            (Plan { medicines: vec![text("а"); 51], ..Plan::default() }, "/plan/medicines"),
            (Plan { notes: Some(text("")), ..Plan::default() }, "/plan/notes"),
            (Plan { planned_on: "2026-11-18".parse().ok(), ..Plan::default() }, ""),
        ] {
            assert_eq!(wrong(plan), pointer);
        }
    }
}
