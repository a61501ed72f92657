use super::client::{Empty, Guard, address, delete, get, guarded, parting, post, put};
use super::error::ApiError;
use chrono::{DateTime, Utc};
use domain::wire::booking::{
    AnswerTransfer, ApplicationVisit, Book, Booking, Bookings, CancelBooking, Hold, HoldSlot,
    MoveBooking, ReleaseHold,
};

/// What is needed to choose a date for an application.
pub(crate) async fn visit(application: &str) -> Result<ApplicationVisit, ApiError> {
    get(&format!("/applications/{application}/visit")).await
}

/// Holds a slot for the application, and frees the one that it held before.
pub(crate) async fn hold(application: &str, slot: &HoldSlot) -> Result<Hold, ApiError> {
    put(&format!("/applications/{application}/hold"), slot).await
}

/// Ten minutes more for that very slot, or the slot again if it is still free.
pub(crate) async fn prolong(application: &str, slot: &HoldSlot) -> Result<Hold, ApiError> {
    post(&format!("/applications/{application}/hold/prolong"), slot).await
}

/// Frees that slot, if it is the one that is held; also when the page is left meanwhile.
pub(crate) async fn release(application: &str, slot: &ReleaseHold) -> Result<(), ApiError> {
    parting(&format!("/applications/{application}/hold/release"), slot).await
}

/// Books a slot. The same `key` never makes a second booking.
pub(crate) async fn book(application: &str, book: &Book, key: &str) -> Result<Booking, ApiError> {
    let guard = Guard { version: None, key: Some(key) };
    guarded("POST", &format!("/applications/{application}/booking"), &guard, book).await
}

pub(crate) async fn list() -> Result<Bookings, ApiError> {
    get("/bookings").await
}

pub(crate) async fn one(id: &str) -> Result<Booking, ApiError> {
    get(&format!("/bookings/{id}")).await
}

/// Moves the booking as it stands in `version`; where it is already, nothing happens.
pub(crate) async fn relocate(
    id: &str,
    version: u32,
    starts_at: DateTime<Utc>,
) -> Result<Booking, ApiError> {
    let guard = Guard { version: Some(version), key: None };
    guarded("POST", &format!("/bookings/{id}/move"), &guard, &MoveBooking { starts_at }).await
}

/// Cancels the visit at the time that the citizen has read. `late`: also what cancelling so late means.
pub(crate) async fn cancel(
    id: &str,
    starts_at: DateTime<Utc>,
    late: bool,
) -> Result<Booking, ApiError> {
    post(&format!("/bookings/{id}/cancel"), &CancelBooking { starts_at, late }).await
}

/// Begins to wait for an earlier slot.
pub(crate) async fn wait(id: &str) -> Result<Booking, ApiError> {
    put(&format!("/bookings/{id}/waiting"), &Empty {}).await
}

pub(crate) async fn stop_waiting(id: &str) -> Result<(), ApiError> {
    delete(&format!("/bookings/{id}/waiting")).await
}

/// Takes the time that the institution proposes, if it is the one that the citizen has read.
pub(crate) async fn accept_transfer(
    id: &str,
    starts_at: DateTime<Utc>,
) -> Result<Booking, ApiError> {
    post(&format!("/bookings/{id}/transfer/accept"), &AnswerTransfer { starts_at }).await
}

pub(crate) async fn decline_transfer(
    id: &str,
    starts_at: DateTime<Utc>,
) -> Result<Booking, ApiError> {
    post(&format!("/bookings/{id}/transfer/decline"), &AnswerTransfer { starts_at }).await
}

/// Where a document about a booking is: `visit.ics`, `transfer/letter.pdf`.
pub(crate) fn document(id: &str, name: &str) -> String {
    address(&format!("/bookings/{id}/{name}"))
}
