//! What the citizen hears while a case stays where it is.

use super::{Told, words};
use crate::cases::Case;
use crate::fail::{Fail, Result};
use crate::named::Named;
use crate::outbox::Letter;
use domain::form::{FieldError, Text};
use domain::wire::application::WaitsFor;
use domain::wire::event::Change;
use sqlx::{Sqlite, Transaction};

/// Whose answer the office waits for (M-28). The term goes on: it is not the citizen's delay.
pub(super) async fn wait(
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    whom: Option<WaitsFor>,
    text: Option<Text>,
) -> Result<Option<Told>> {
    if whom == Some(WaitsFor::Other) {
        return Err(Fail::at("/for", FieldError::NotOffered));
    }
    let text = words::free_or_none("/text", text.as_ref())?;
    if case.waits_for() == whom && text.is_none() {
        return Ok(None);
    }
    sqlx::query("UPDATE applications SET waits_for = ? WHERE id = ?")
        .bind(whom.map(Named))
        .bind(&case.id)
        .execute(&mut **tx)
        .await?;
    let letter = match whom {
        Some(_) => Letter::new(
            format!(
                "По заявлению {} ждём ответ, который нужен для решения. Вам ничего делать не нужно: подробности в личном кабинете.",
                case.number
            ),
            format!(
                "По заявлению {} ждём ответ, который нужен для решения. Чей, написано в личном кабинете.",
                case.number
            ),
        )
        .todo("Ничего: мы его уже запросили. Напишем, когда он придёт."),
        None => {
            let line = format!(
                "По заявлению {} пришёл ответ, которого мы ждали. Рассматриваем его дальше.",
                case.number
            );
            Letter::new(line.as_str(), line.as_str())
        }
    };
    Ok(Some(Told {
        kind: Change::Wait,
        subject: None,
        comment: Some(words::waits(whom, text.as_ref())),
        letter: Some(letter),
    }))
}

/// Passed on to another agency (M-48).
pub(super) fn refer(case: &Case, agency: &Text, reason: &Text) -> Result<Told> {
    let agency = words::free("/agency", agency)?;
    let reason = words::free("/reason", reason)?;
    Ok(Told {
        kind: Change::Referral,
        subject: None,
        comment: Some(words::referred(&agency, &reason)),
        letter: Some(Letter::new(
            format!(
                "Заявление {} передано в другое ведомство: подробности в личном кабинете.",
                case.number
            ),
            format!(
                "Заявление {} передано в другое ведомство. В какое и почему, написано в личном кабинете.",
                case.number
            ),
        )),
    })
}

/// What came of an operation (S-28).
pub(super) fn reported(case: &Case, comment: Text) -> Told {
    let line = format!("По заявлению {} есть результат: он ждёт в личном кабинете.", case.number);
    let letter =
        Letter::new(line.as_str(), format!("По заявлению {} есть результат.", case.number));
    Told {
        kind: Change::Report,
        subject: None,
        comment: Some(comment),
        letter: Some(
            letter.todo("Прочитайте его в личном кабинете. Там же написано, что делать дальше."),
        ),
    }
}
