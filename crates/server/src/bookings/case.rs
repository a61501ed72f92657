//! The visit of an application: what the application's page shows, and what a correction or the end of the application
//! changes.

use super::announce::{Announcement, Changed, announce, local_time_of, offset_of};
use super::cancel::cancel_booking;
use super::parts::BookingStore;
use super::store;
use super::waiting::notify_of_free_slot;
use super::words::Words;
use crate::audit::By;
use crate::cases::{self, Case};
use crate::fail::Result;
use crate::holds::{self, Purpose};
use crate::institutions::{Institution, record_change};
use crate::named::Named;
use crate::outbox::Letter;
use crate::visits;
use chrono::{DateTime, Utc};
use domain::booking::{BookingState, NotBookable};
use domain::case::CaseState;
use domain::wire::application::{CaseBooking, CaseVisit};
use sqlx::{Sqlite, SqliteExecutor, Transaction};
use std::collections::HashSet;

/// The visit of the application; `None` if it has none.
pub(crate) async fn of_case(bookings: &BookingStore, case: &Case) -> Result<Option<CaseVisit>> {
    let Some(facts) = visits::facts_of(&bookings.visits, case)? else { return Ok(None) };
    let now = bookings.base.clock.now();
    let (mut active, mut past) = (None, None);
    for row in store::of_application(bookings.base.db.read(), &case.id).await? {
        let found = match row.state(now) {
            BookingState::Booked => &mut active,
            BookingState::Past => &mut past,
            BookingState::Cancelled => continue,
        };
        // Rows are sorted by the latest visit first.
        found.get_or_insert(row);
    }
    let transfer = active.as_ref().and_then(|row| row.transfer(now));
    let booking = active.or(past).map(|row| CaseBooking {
        starts_at: row.starts_at(),
        utc_offset: offset_of(bookings, &row),
        city: bookings
            .institutions
            .network
            .institution(&row.institution)
            .map(|institution| institution.city.clone())
            .unwrap_or_default(),
        id: row.id,
        transfer,
    });
    Ok(Some(CaseVisit { visit: facts.visit, lock: facts.lock, booking }))
}

/// Where the patient of an application has been before `at`; `None` if nowhere.
pub(crate) async fn visited<'a>(
    bookings: &'a BookingStore,
    case: &Case,
    at: DateTime<Utc>,
) -> Result<Option<&'a Institution>> {
    let rows = store::of_application(bookings.base.db.read(), &case.id).await?;
    let been = rows
        .into_iter()
        .find(|row| row.state(at) != BookingState::Cancelled && row.starts_at() <= at);
    Ok(been.and_then(|row| bookings.institutions.network.institution(&row.institution)))
}

/// Where the patient of an application is expected, and when.
#[derive(Debug)]
pub(crate) struct Expected {
    /// Id of the booking.
    pub(crate) booking: String,
    /// Id of the institution.
    pub(crate) institution: String,
    /// `10 февраля 2027 года в 10:00`, by the institution's clock.
    pub(crate) when: String,
}

/// `None` without a booking that is ahead.
pub(crate) async fn expected(
    bookings: &BookingStore,
    database: impl SqliteExecutor<'_>,
    case: &Case,
) -> Result<Option<Expected>> {
    let now = bookings.base.clock.now();
    let rows = store::of_application(database, &case.id).await?;
    let active = rows.into_iter().find(|row| row.is_active(now));
    Ok(active.map(|row| Expected {
        when: local_time_of(bookings, &row).at(row.starts_at()).ru,
        institution: row.institution,
        booking: row.id,
    }))
}

/// The account's applications whose visit has a date or was on one.
pub(crate) async fn applications_with_date(
    bookings: &BookingStore,
    account: &str,
) -> Result<HashSet<String>> {
    let found = sqlx::query_scalar(
        "SELECT DISTINCT application FROM bookings WHERE account = ? AND state <> ?",
    );
    let found: Vec<String> = found
        .bind(account)
        .bind(Named(BookingState::Cancelled))
        .fetch_all(bookings.base.db.read())
        .await?;
    Ok(found.into_iter().collect())
}

/// Whether it is up to the citizen to choose the day of a visit, once the case is in `state`.
pub(crate) async fn waits_for_date(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    state: CaseState,
) -> Result<bool> {
    let plan = bookings.catalogue.office(&case.service).and_then(|office| office.visit.as_ref());
    if plan.is_none_or(|plan| plan.kind.may_book(state).is_err()) {
        return Ok(false);
    }
    let now = bookings.base.clock.now();
    let rows = store::of_application(&mut **tx, &case.id).await?;
    Ok(!rows.iter().any(|row| row.state(now) != BookingState::Cancelled))
}

/// [`waits_for_date`], of a case as it is.
pub(crate) async fn chooses_date(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
) -> Result<bool> {
    let case = cases::by_id(&mut **tx, application).await?;
    waits_for_date(bookings, tx, &case, case.state()).await
}

/// After a correction, assigns the visit to the patient whom the answers name now. A patient whom they named by mistake can
/// then have a visit again.
pub(crate) async fn follow_answers(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
) -> Result<()> {
    let case = cases::by_id(&mut **tx, application).await?;
    let Some(facts) = visits::facts_of(&bookings.visits, &case)? else { return Ok(()) };
    store::mark_past(&mut **tx, bookings.base.clock.now()).await?;
    store::set_patient(
        tx,
        &case.id,
        &facts.patient,
        &visits::unnamed_patient_hash(&bookings.base.keys, &case.id),
    )
    .await
}

/// Cancels the visit of an application that has ended and no longer needs it. While the office waits for the citizen's
/// answer, the visit stays booked.
pub(crate) async fn close(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    state: CaseState,
) -> Result<()> {
    let plan = bookings.catalogue.office(&case.service).and_then(|office| office.visit.as_ref());
    let lock = plan.and_then(|plan| plan.kind.may_book(state).err());
    let final_locks = [NotBookable::Withdrawn, NotBookable::Refused, NotBookable::Decided];
    if !lock.is_some_and(|lock| final_locks.contains(&lock)) {
        return Ok(());
    }
    let now = bookings.base.clock.now();
    holds::release(&bookings.institutions, tx, &case.id, Purpose::Citizen).await?;
    for row in store::of_application(&mut **tx, &case.id).await? {
        if !row.is_active(now) {
            continue;
        }
        let proposed = cancel_booking(bookings, tx, &row, false).await?;
        let local_time = local_time_of(bookings, &row);
        let at = local_time.at(row.starts_at());
        let journal = Words {
            ru: format!("Запись на {} отменена: визит больше не нужен.", at.ru),
            en: format!("The visit on {} is cancelled: it is no longer needed.", at.en),
        };
        let letter = Letter::new(journal.ru.as_str(), journal.ru.as_str())
            .todo("Ничего: приходить не нужно.");
        let changed = Changed::of(&row, By::System);
        announce(bookings, tx, changed, Announcement::new(local_time, journal, letter)).await?;
        record_change(tx, &row.slot(), now).await?;
        for slot in [Some(row.slot()), proposed].iter().flatten() {
            notify_of_free_slot(bookings, tx, slot).await?;
        }
    }
    Ok(())
}
