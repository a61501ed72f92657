use super::client::{Empty, Guard, address, delete, get, get_settled, guarded, parting, post, put};
use super::error::ApiError;
use chrono::{DateTime, Utc};
use domain::wire::booking::{
    AnswerTransfer, ApplicationVisit, Book, Booking, Bookings, CancelBooking, Hold, HoldSlot,
    MoveBooking, ReleaseHold,
};

/// Everything needed to choose a date for an application.
pub(crate) async fn visit(application: &str) -> Result<ApplicationVisit, ApiError> {
    get(&format!("/applications/{application}/visit")).await
}

/// Takes a hold on a slot for the application and releases its earlier hold.
pub(crate) async fn hold(application: &str, slot: &HoldSlot) -> Result<Hold, ApiError> {
    put(&format!("/applications/{application}/hold"), slot).await
}

/// Extends the hold by ten minutes, or takes it again if it has ended and the slot is still free.
pub(crate) async fn prolong(application: &str, slot: &HoldSlot) -> Result<Hold, ApiError> {
    post(&format!("/applications/{application}/hold/prolong"), slot).await
}

/// Releases the hold if it is on that slot. Works even if the page is closed meanwhile.
pub(crate) async fn release(application: &str, slot: &ReleaseHold) -> Result<(), ApiError> {
    parting(&format!("/applications/{application}/hold/release"), slot).await
}

/// Books a slot. A retry with the same `key` does not book twice.
pub(crate) async fn book(application: &str, book: &Book, key: &str) -> Result<Booking, ApiError> {
    let guard = Guard { version: None, key: Some(key) };
    guarded("POST", &format!("/applications/{application}/booking"), &guard, book).await
}

pub(crate) async fn list() -> Result<Bookings, ApiError> {
    get("/bookings").await
}

pub(crate) async fn one(id: &str) -> Result<Booking, ApiError> {
    get_settled(&format!("/bookings/{id}")).await
}

/// Moves the booking if it is still at `version`. Does nothing if it is at that time already.
pub(crate) async fn relocate(
    id: &str,
    version: u32,
    starts_at: DateTime<Utc>,
) -> Result<Booking, ApiError> {
    let guard = Guard { version: Some(version), key: None };
    guarded("POST", &format!("/bookings/{id}/move"), &guard, &MoveBooking { starts_at }).await
}

/// Cancels the booking, unless it is no longer at the time that the citizen has seen. `late`: the citizen has read what a late
/// cancellation means (S-25).
pub(crate) async fn cancel(
    id: &str,
    starts_at: DateTime<Utc>,
    late: bool,
) -> Result<Booking, ApiError> {
    post(&format!("/bookings/{id}/cancel"), &CancelBooking { starts_at, late }).await
}

/// Puts the booking on the waiting list for an earlier slot.
pub(crate) async fn wait(id: &str) -> Result<Booking, ApiError> {
    put(&format!("/bookings/{id}/waiting"), &Empty {}).await
}

pub(crate) async fn stop_waiting(id: &str) -> Result<(), ApiError> {
    delete(&format!("/bookings/{id}/waiting")).await
}

/// Accepts the time that the institution proposes, unless it is no longer the one that the citizen has seen.
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

/// Address of a file about a booking: `visit.ics`, `transfer/letter.pdf`.
pub(crate) fn document(id: &str, name: &str) -> String {
    address(&format!("/bookings/{id}/{name}"))
}
