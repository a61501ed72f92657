//! Booking a slot.

use super::announce::{
    Announcement, COME, Changed, announce, announce_in_journal, local_time_of, offset_at, wake,
};
use super::cancel::cancel_booking;
use super::parts::BookingStore;
use super::read::read;
use super::row::BookingRow;
use super::store::{self, NewBooking};
use super::waiting::notify_of_free_slot;
use super::words::{LocalTime, Words};
use crate::audit::By;
use crate::auth::Signed;
use crate::cases;
use crate::fail::{Fail, Result};
use crate::holds::{self, Purpose};
use crate::http::{Id, Json, Language};
use crate::idempotency::{Key, ResourceKind};
use crate::institutions::{SlotKey, find, is_free, record_change};
use crate::outbox::Letter;
use crate::visits::{self, VisitFacts};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::wire::booking::{Book, Booking, VisitDetails};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// Books a slot that is free or held for the application, and releases the hold.
///
/// A repeated request with the same `Idempotency-Key` returns the same booking; 409 `key_reused` when the key belongs to
/// another request. 409 `slot_taken` when somebody else has the slot or the institution does not offer it. 409
/// `already_booked` when the patient or the application has an active booking for the service that `replaces` does not
/// name. 409 `not_allowed` when no date can be chosen for the application, or when the booking to replace can no longer be
/// moved. 404 for an unknown institution. 422 `invalid` with `/phone` and `/comment`.
#[utoipa::path(post, path = "/applications/{id}/booking", tag = "bookings", request_body = Book,
    params(
        ("id" = String, Path),
        ("Idempotency-Key" = String, Header, description = "1 to 255 characters, new for every attempt to book"),
    ),
    security(("session" = [])),
    responses((status = 201, body = Booking, headers(("ETag" = String)))))]
pub(super) async fn book(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(application): Id,
    language: Language,
    headers: HeaderMap,
    Json(book): Json<Book>,
) -> Result<(StatusCode, Response)> {
    let request = serde_json::to_string(&book).map_err(|_| Fail::Internal("a request"))?;
    let key = Key::required(
        &bookings.base.keys,
        &headers,
        ResourceKind::Booking,
        &format!("{application} {request}"),
    )?;
    let details =
        book.details.checked().map_err(|issues| Fail::Issues(ProblemCode::Invalid, issues))?;
    let mut tx = bookings.base.db.begin().await?;
    let id = match key.find_created(&mut *tx, &account).await? {
        Some(id) => id,
        None => {
            let new = New { account: &account, application: &application, book: &book, details };
            let id = add(&bookings, &mut tx, new).await?;
            key.remember(&mut tx, &account, &id).await?;
            tx.commit().await?;
            wake(&bookings);
            id
        }
    };
    Ok((StatusCode::CREATED, read(&bookings, &account, &id, language).await?))
}

struct New<'a> {
    account: &'a str,
    application: &'a str,
    book: &'a Book,
    details: VisitDetails,
}

async fn add(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    new: New<'_>,
) -> Result<String> {
    let now = bookings.base.clock.now();
    let case = cases::by_id(&mut **tx, new.application).await?;
    if case.account != new.account || case.id != new.application {
        return Err(ProblemCode::NotFound.into());
    }
    let facts = visits::facts_of(&bookings.visits, &case)?.ok_or(ProblemCode::NotFound)?;
    if facts.lock.is_some() {
        return Err(ProblemCode::NotAllowed.into());
    }
    let slot = SlotKey {
        institution: new.book.institution.clone(),
        line: facts.line.clone(),
        starts_at: new.book.starts_at,
    };
    let (institution, line) = find(&bookings.institutions, &slot.institution, &slot.line)?;
    if institution.visit != facts.visit || !line.does(facts.operation.as_deref()) {
        return Err(ProblemCode::NotFound.into());
    }
    holds::check_bookable(&bookings.institutions, tx, &slot, &case.id).await?;
    store::mark_past(&mut **tx, now).await?;
    let replaced = replaced(bookings, tx, &case, &facts, &new).await?;
    let proposed = match &replaced {
        Some(row) => cancel_booking(bookings, tx, row, false).await?,
        None => None,
    };
    if !is_free(&bookings.institutions, tx, &slot, Some(&case.id)).await? {
        return Err(ProblemCode::SlotTaken.into());
    }
    let id = crate::ids::new_id();
    let booking = NewBooking {
        id: &id,
        account: new.account,
        application: &case.id,
        service: &case.service,
        patient: &facts.patient,
        slot: &slot,
        operation: facts.operation.as_deref(),
        minutes: line.schedule.minutes,
        details: &new.details,
    };
    store::insert(&bookings.base, tx, booking).await?;
    holds::release(&bookings.institutions, tx, &case.id, Purpose::Citizen).await?;
    record_change(tx, &slot, now).await?;
    let changed = Changed { application: &case.id, booking: &id, by: By::Citizen };
    announce(bookings, tx, changed, announcement(bookings, &slot, replaced.is_some())).await?;
    if let Some(row) = replaced {
        record_change(tx, &row.slot(), now).await?;
        if row.application != case.id {
            let local_time = local_time_of(bookings, &row);
            announce_in_journal(
                bookings,
                tx,
                Changed::of(&row, By::Citizen),
                local_time,
                given_up(local_time, &row, &case.number),
            )
            .await?;
        }
        // Only now that the new booking is stored: it may be in the same slot.
        for slot in [Some(row.slot()), proposed].iter().flatten() {
            notify_of_free_slot(bookings, tx, slot).await?;
        }
    }
    Ok(id)
}

/// The booking that the new one replaces.
async fn replaced(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    case: &cases::Case,
    facts: &VisitFacts,
    new: &New<'_>,
) -> Result<Option<BookingRow>> {
    let now = bookings.base.clock.now();
    let mut active =
        store::in_the_way(&mut **tx, &case.id, &case.service, &facts.patient, now).await?;
    let last = active.pop();
    if !active.is_empty() {
        // Two bookings are in the way, and `replaces` names only one of them.
        return Err(ProblemCode::AlreadyBooked.into());
    }
    match (last, &new.book.replaces) {
        (None, None) => Ok(None),
        (Some(row), Some(id)) if row.id == *id && row.account == new.account => {
            row.standing(now).may_move(now).map_err(|_| ProblemCode::NotAllowed)?;
            Ok(Some(row))
        }
        (Some(_), _) => Err(ProblemCode::AlreadyBooked.into()),
        (None, Some(id)) => {
            // 404 if the citizen has no such booking. Otherwise it is no active booking for this service.
            store::find(&mut **tx, new.account, id).await?;
            Err(ProblemCode::NotAllowed.into())
        }
    }
}

fn announcement(bookings: &BookingStore, slot: &SlotKey, again: bool) -> Announcement {
    let local_time = LocalTime(offset_at(bookings, &slot.institution));
    let at = local_time.at(slot.starts_at);
    let (ru, en) = if again {
        ("Вы записаны на другое время", "Your visit has a new time")
    } else {
        ("Вы записаны на визит", "Your visit is booked")
    };
    let journal = Words { ru: format!("{ru}: {}.", at.ru), en: format!("{en}: {}.", at.en) };
    let line = format!("{ru}: {}. Адрес и подробности в личном кабинете.", at.ru);
    let letter = Letter::new(line, format!("{ru}: {}.", at.ru)).todo(COME);
    Announcement::new(local_time, journal, letter).at(slot.clone())
}

/// Journal text for an application whose booking was replaced by one of the application `number`.
fn given_up(local_time: LocalTime, row: &BookingRow, number: &str) -> Words {
    let at = local_time.at(row.starts_at());
    Words {
        ru: format!(
            "Запись на {} отменена: вместо неё вы записались по заявлению {number}.",
            at.ru
        ),
        en: format!(
            "The visit on {} is cancelled: you have booked one for {number} instead.",
            at.en
        ),
    }
}
