//! What the office does to a term (M-31, M-32).

use super::super::parts::Bureau;
use super::{Told, words};
use crate::cases::{Case, day_words, term};
use crate::clock::{from_ms, office_day};
use crate::fail::{Fail, Result};
use crate::outbox::Letter;
use chrono::NaiveDate;
use domain::form::{FieldError, Text};
use domain::term::{may_extend, recount};
use domain::wire::event::Change;
use sqlx::{Sqlite, Transaction};

/// Gives the office more time. 422 `/until` unless it is a working day after today and after the present term.
pub(super) async fn extend(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    (until, reason): (NaiveDate, &Text),
    at: i64,
) -> Result<Told> {
    let cases = &bureau.cases;
    may_extend(&cases.calendars, case.due()?, until, office_day(from_ms(at)))
        .map_err(|error| Fail::at("/until", error))?;
    let reason = words::free("/reason", reason)?;
    let due = cases.calendars.roll_to_working(until);
    let due = due.map_err(|_| Fail::Internal("no calendar for the term"))?;
    term::set(cases, tx, case, due, &reason, at).await?;
    let day = day_words(until);
    Ok(Told {
        kind: Change::Term,
        subject: None,
        comment: Some(words::line(
            &format!("Срок продлён до {}. Причина:", day.ru),
            &format!("The term is extended until {}. Reason:", day.en),
            Some(&reason),
        )),
        letter: Some(Letter::new(
            format!(
                "Срок рассмотрения заявления {} продлён до {}: причина в личном кабинете.",
                case.number, day.ru
            ),
            format!(
                "Срок рассмотрения заявления {} продлён. Решение ожидается до {}. Почему, написано в личном кабинете.",
                case.number, day.ru
            ),
        )),
    })
}

/// Counts the term anew for another category. 422 `/category` for one that the service does not have.
pub(super) async fn categorise(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    (category, reason): (&str, &Text),
    at: i64,
) -> Result<Option<Told>> {
    let cases = &bureau.cases;
    let service = cases.catalogue.get(&case.service);
    if !service.is_some_and(|service| service.terms.iter().any(|term| term.category == category)) {
        return Err(Fail::at("/category", FieldError::NotOffered));
    }
    let reason = words::free("/reason", reason)?;
    if case.category == category {
        return Ok(None);
    }
    let days = [case.category.as_str(), category].map(|one| term::working_days(service, one));
    let due = recount(
        &cases.calendars,
        office_day(case.sent_at()),
        case.due()?,
        (days[0], days[1]),
        office_day(from_ms(at)),
    );
    let due = due.map_err(|_| Fail::Internal("no calendar for the term"))?;
    sqlx::query("UPDATE applications SET category = ? WHERE id = ?")
        .bind(category)
        .bind(&case.id)
        .execute(&mut **tx)
        .await?;
    let (expected, is_moved) = term::set(cases, tx, case, due, &reason, at).await?;
    let expected = day_words(expected);
    let (ru, en) = words::category(category);
    Ok(Some(Told {
        kind: Change::Term,
        subject: None,
        comment: Some(words::line(
            &format!("Срок пересчитан ({ru}): решение ожидается до {}.", expected.ru),
            &format!("The term is counted anew ({en}): a decision is expected by {}.", expected.en),
            Some(&reason),
        )),
        letter: is_moved.then(|| {
            let line = format!(
                "Срок рассмотрения заявления {} пересчитан: решение ожидается до {}.",
                case.number, expected.ru
            );
            let what = format!("{line} Почему, написано в личном кабинете.");
            Letter::new(line, what)
        }),
    }))
}
