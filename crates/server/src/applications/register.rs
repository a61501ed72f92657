//! Turns a draft into an application.

use super::parts::ApplicationStore;
use crate::audit::By;
use crate::bookings;
use crate::cases::{self, answers_context, letter, letters, next_number, term};
use crate::clock::office_day;
use crate::fail::{Fail, Result};
use crate::http::Language;
use crate::journal::{self, Entry};
use crate::keys::sha256;
use crate::named::Named;
use chrono::{DateTime, Utc};
use domain::calendar::Due;
use domain::case::CaseState;
use domain::form::{Answers, Kind, Service};
use domain::wire::draft::Sent;
use sqlx::{Sqlite, Transaction};

/// Content of a checked draft.
#[derive(Debug)]
pub(crate) struct NewApplication<'a> {
    pub(crate) account: &'a str,
    pub(crate) service: &'a Service,
    /// In canonical form, without answers to questions that the form does not ask.
    pub(crate) answers: &'a Answers,
    /// Language in which the citizen read the consents.
    pub(crate) language: Language,
}

/// Stores the application with its number, consents and first journal entry, and sends the letter about it.
pub(crate) async fn register(
    applications: &ApplicationStore,
    tx: &mut Transaction<'_, Sqlite>,
    new: NewApplication<'_>,
) -> Result<Sent> {
    let now = applications.base.clock.now();
    let number = next_number(tx, &new.service.number_prefix, office_day(now)).await?;
    let sent = Sent { id: crate::ids::new_id(), number };
    let category = category(applications, &new);
    let due = term::due(&applications.cases, new.service, &category, now)?;
    insert(applications, tx, (&new, &category), &sent, &due, now).await?;
    record_consents(tx, &new, &sent, now).await?;
    let case = (new.account, sent.id.as_str());
    let entry = Entry::of(case, CaseState::Submitted, By::Citizen, now.timestamp_millis());
    let line = journal::write(&applications.base.keys, tx, entry).await?;
    cases::see(tx, &sent.id, line).await?;
    let chooses_date = bookings::chooses_date(&applications.bookings, tx, &sent.id).await?;
    let letter = letter::sent(&sent.number, due.day, chooses_date);
    letters::send(&applications.cases, tx, &sent.id, letter).await?;
    Ok(sent)
}

async fn insert(
    applications: &ApplicationStore,
    tx: &mut Transaction<'_, Sqlite>,
    (new, category): (&NewApplication<'_>, &str),
    sent: &Sent,
    due: &Due,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO applications (id, account, number, service, service_version, section, title, answers, state,
             sent_at, changed_at, expected_by, official_calendar, category)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&sent.id)
    .bind(new.account)
    .bind(&sent.number)
    .bind(&new.service.id)
    .bind(new.service.version)
    .bind(&new.service.section)
    .bind(serde_json::to_string(&new.service.title).map_err(|_| Fail::Internal("a title"))?)
    .bind(applications.base.keys.seal_json(&answers_context(&sent.id), new.answers)?)
    .bind(Named(CaseState::Submitted))
    .bind(now.timestamp_millis())
    .bind(now.timestamp_millis())
    .bind(due.day.to_string())
    .bind(due.official)
    .bind(category)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Category of the term: what the answers say, or else the first one of the service.
fn category(applications: &ApplicationStore, new: &NewApplication<'_>) -> String {
    let office = applications.catalogue.office(&new.service.id);
    let plan = office.and_then(|office| office.category.as_ref());
    let said = plan.and_then(|plan| plan.values.get(new.answers.text(&plan.field)?));
    let usual = || new.service.terms.first().map(|term| &term.category);
    said.or_else(usual).cloned().unwrap_or_default()
}

/// Records which text the citizen agreed to, in which language, and when (152-ФЗ). Skips a consent that is already on
/// record with the same text.
pub(super) async fn record_consents(
    tx: &mut Transaction<'_, Sqlite>,
    new: &NewApplication<'_>,
    sent: &Sent,
    now: DateTime<Utc>,
) -> Result<()> {
    for field in new.service.fields().filter(|field| new.answers.flag(&field.id)) {
        let Kind::Consent { body } = &field.kind else { continue };
        // A consent without a translation is shown in Russian.
        let language = if body.has(new.language.0) { new.language.0 } else { "ru" };
        sqlx::query(
            "INSERT INTO consents (id, account, application, field, body_sha256, language, service, service_version,
                 given_at)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS
                 (SELECT 1 FROM consents WHERE application = ?3 AND field = ?4 AND body_sha256 = ?5)",
        )
        .bind(crate::ids::new_id())
        .bind(new.account)
        .bind(&sent.id)
        .bind(&field.id)
        .bind(crate::ids::hex(&sha256(body.get(language).as_bytes())))
        .bind(language)
        .bind(&new.service.id)
        .bind(new.service.version)
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
