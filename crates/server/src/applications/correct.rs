//! Correcting an application: it keeps its number and its processing resumes at once (M-16, C-23).

use super::parts::ApplicationStore;
use super::register::{NewApplication, record_consents};
use crate::audit::By;
use crate::bookings;
use crate::cases::{Words, answers_context, by_id, day_words, letter, letters, term};
use crate::clock::{from_ms, office_day};
use crate::fail::Result;
use crate::journal::{self, Entry};
use crate::named::Named;
use domain::case::Action;
use domain::form::Text;
use domain::wire::draft::Sent;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Replaces the answers of an application that waits for corrections; otherwise fails with `not_allowed`. The caller
/// replaces the files.
pub(crate) async fn correct(
    applications: &ApplicationStore,
    tx: &mut Transaction<'_, Sqlite>,
    case: &str,
    new: NewApplication<'_>,
) -> Result<Sent> {
    let case = by_id(&mut **tx, case).await?;
    let state = case.state().after(Action::Answer).map_err(|_| ProblemCode::NotAllowed)?;
    let now = applications.base.clock.now();
    let asked = case.paused_at().unwrap_or_else(|| from_ms(case.changed_at));
    let due = term::due_after_pause(&applications.cases, &case, asked, now)?;
    sqlx::query(
        "UPDATE applications SET version = version + 1, service_version = ?, answers = ?, state = ?, changed_at = ?,
             corrected_at = ?, remarks = NULL, paused_at = NULL, waits_for = NULL
         WHERE id = ?",
    )
    .bind(new.service.version)
    .bind(applications.base.keys.seal_json(&answers_context(&case.id), new.answers)?)
    .bind(Named(state))
    .bind(now.timestamp_millis())
    .bind(now.timestamp_millis())
    .bind(&case.id)
    .execute(&mut **tx)
    .await?;
    let why = pause(day_words(office_day(asked)), day_words(office_day(now)));
    let at = now.timestamp_millis();
    let (expected, is_moved) = term::set(&applications.cases, tx, &case, due, &why, at).await?;
    let moved = is_moved.then(|| day_words(expected));
    let sent = Sent { id: case.id, number: case.number };
    bookings::follow_answers(&applications.bookings, tx, &sent.id).await?;
    record_consents(tx, &new, &sent, now).await?;
    let comment = comment(moved.as_ref());
    let entry = Entry {
        comment: Some(&comment),
        ..Entry::of((new.account, &sent.id), state, By::Citizen, now.timestamp_millis())
    };
    journal::write(&applications.base.keys, tx, entry).await?;
    let chooses_date = bookings::chooses_date(&applications.bookings, tx, &sent.id).await?;
    let letter = letter::corrected(&sent.number, expected, is_moved, chooses_date);
    letters::send(&applications.cases, tx, &sent.id, letter).await?;
    Ok(sent)
}

fn comment(moved: Option<&Words>) -> Text {
    let [mut ru, mut en] = [
        "Исправления получены. Продолжаем рассматривать заявление.",
        "Your corrections have arrived. We go on with your application.",
    ]
    .map(str::to_owned);
    if let Some(day) = moved {
        ru.push_str(&format!(" Решение ожидается до {}.", day.ru));
        en.push_str(&format!(" A decision is expected by {}.", day.en));
    }
    Text::from([("ru", ru.as_str()), ("en", en.as_str())])
}

/// Why the term has moved.
fn pause(from: Words, to: Words) -> Text {
    let ru = format!(
        "Срок был остановлен, пока мы ждали ваших исправлений: с {} по {}.",
        from.ru, to.ru
    );
    let en = format!(
        "The term stood still while we waited for your corrections: {} to {}.",
        from.en, to.en
    );
    Text::from([("ru", ru.as_str()), ("en", en.as_str())])
}
