//! A booking as the citizen sees it.

use super::announce::offset_of;
use super::due::decision_by;
use super::parts::BookingStore;
use super::row::BookingRow;
use super::store;
use crate::cases;
use crate::fail::{Fail, Result};
use crate::http::Language;
use crate::http::precondition::version_tag;
use crate::institutions::{check_offered, is_free};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::booking::{BookingState, NOTICES, Visit};
use domain::wire::booking::{Booking, VisitPlace, Waiting};
use domain::wire::problem::ProblemCode;

/// Response with the citizen's booking as it is now.
pub(super) async fn read(
    bookings: &BookingStore,
    account: &str,
    id: &str,
    language: Language,
) -> Result<Response> {
    let row = store::find(bookings.base.db.read(), account, id).await?;
    let booking = booking(bookings, &row, language).await?;
    Ok(([(header::ETAG, version_tag(booking.version))], axum::Json(booking)).into_response())
}

/// The active booking of the application, or else of its patient for the service, if the citizen made it. Bookings of other
/// citizens are not shown: anybody can type the number of somebody else's document.
pub(super) async fn active(
    bookings: &BookingStore,
    case: &cases::Case,
    patient: &[u8],
    language: Language,
) -> Result<Option<Booking>> {
    let now = bookings.base.clock.now();
    let rows =
        store::in_the_way(bookings.base.db.read(), &case.id, &case.service, patient, now).await?;
    match rows.iter().find(|row| row.account == case.account) {
        Some(row) => Ok(Some(booking(bookings, row, language).await?)),
        None => Ok(None),
    }
}

pub(super) async fn booking(
    bookings: &BookingStore,
    row: &BookingRow,
    language: Language,
) -> Result<Booking> {
    let now = bookings.base.clock.now();
    let state = row.state(now);
    let is_active = state == BookingState::Booked;
    let operation = row.operation(&bookings.base.keys)?;
    let visit = if operation.is_some() { Visit::Operation } else { Visit::Examination };
    Ok(Booking {
        id: row.id.clone(),
        version: row.version,
        application: row.application.clone(),
        number: row.number.clone(),
        title: row.title()?.get(language.0).to_owned(),
        visit,
        operation: operation.map(|operation| operation_title(bookings, &operation, language)),
        place: visit_place(bookings, row, language),
        state,
        starts_at: row.starts_at(),
        minutes: row.minutes,
        details: row.details(&bookings.base.keys)?,
        waiting: if is_active && row.waits() { Some(waiting(bookings, row).await?) } else { None },
        can_wait: row.can_wait(now),
        transfer: if is_active { row.transfer(now) } else { None },
        cancelled_late: row.cancelled_late,
        decision_by: decision_by(visit, row.case_state(), || row.due())?,
        now,
    })
}

/// Title of an operation, or its id if it is no longer in the network.
pub(super) fn operation_title(
    bookings: &BookingStore,
    operation: &str,
    language: Language,
) -> String {
    match bookings.institutions.network.operation_title(operation) {
        Some(title) => title.get(language.0).to_owned(),
        None => operation.to_owned(),
    }
}

/// Where the visit is. Of an institution that is no longer in the network only the id is known.
fn visit_place(bookings: &BookingStore, row: &BookingRow, language: Language) -> VisitPlace {
    let id = row.institution.clone();
    let utc_offset = offset_of(bookings, row);
    match bookings.institutions.network.institution(&id) {
        None => VisitPlace {
            name: id.clone(),
            city: String::new(),
            address: String::new(),
            phone: String::new(),
            id,
            utc_offset,
        },
        Some(institution) => VisitPlace {
            id,
            name: institution.name.get(language.0).to_owned(),
            city: institution.city.get(language.0).to_owned(),
            address: institution.address.get(language.0).to_owned(),
            phone: institution.phone.clone(),
            utc_offset,
        },
    }
}

async fn waiting(bookings: &BookingStore, row: &BookingRow) -> Result<Waiting> {
    let notices_left = NOTICES.saturating_sub(row.notices);
    let Some(slot) = row.earlier().filter(|slot| slot.starts_at < row.starts_at()) else {
        return Ok(Waiting { notices_left, earlier: None });
    };
    let free = match check_offered(&bookings.institutions, &slot) {
        Ok(()) => {
            let mut database = bookings.base.db.read().acquire().await?;
            is_free(&bookings.institutions, &mut database, &slot, Some(&row.application)).await?
        }
        Err(Fail::Code(ProblemCode::SlotTaken | ProblemCode::NotFound)) => false,
        Err(fail) => return Err(fail),
    };
    Ok(Waiting { notices_left, earlier: free.then_some(slot.starts_at) })
}
