//! Correcting an application: it keeps its number and its processing resumes at once (M-16, C-23).

use super::parts::ApplicationStore;
use super::register::{NewApplication, record_consents};
use super::term::due_after_pause;
use crate::audit::By;
use crate::bookings;
use crate::cases::{answers_context, by_id, letters};
use crate::clock::from_ms;
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
    let (now, due) = (applications.base.clock.now(), case.due()?);
    let asked = case.paused_at().unwrap_or_else(|| from_ms(case.changed_at));
    let due = due_after_pause(applications, due, asked, now)?;
    sqlx::query(
        "UPDATE applications SET version = version + 1, service_version = ?, answers = ?, state = ?, changed_at = ?,
             corrected_at = ?, expected_by = ?, official_calendar = ?, remarks = NULL, paused_at = NULL, waits_for = NULL
         WHERE id = ?",
    )
    .bind(new.service.version)
    .bind(applications.base.keys.seal_json(&answers_context(&case.id), new.answers)?)
    .bind(Named(state))
    .bind(now.timestamp_millis())
    .bind(now.timestamp_millis())
    .bind(due.day.to_string())
    .bind(due.official)
    .bind(&case.id)
    .execute(&mut **tx)
    .await?;
    let sent = Sent { id: case.id, number: case.number };
    bookings::follow_answers(&applications.bookings, tx, &sent.id).await?;
    record_consents(tx, &new, &sent, now).await?;
    let comment = Text::from([
        ("ru", "Исправления получены. Продолжаем рассматривать заявление."),
        ("en", "Your corrections have arrived. We go on with your application."),
    ]);
    let entry = Entry {
        comment: Some(&comment),
        ..Entry::of((new.account, &sent.id), state, By::Citizen, now.timestamp_millis())
    };
    journal::write(&applications.base.keys, tx, entry).await?;
    let text =
        format!("Исправления к заявлению {} получены. Продолжаем его рассматривать.", sent.number);
    letters::send(&applications.cases, tx, &sent.id, &text).await?;
    Ok(sent)
}
