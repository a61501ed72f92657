use super::parts::BookingStore;
use super::read::read;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Language};
use axum::extract::State;
use axum::response::Response;
use domain::wire::booking::Booking;
use std::sync::Arc;

/// A booking; the `ETag` is its version in quotes.
#[utoipa::path(get, path = "/bookings/{id}", tag = "bookings", params(("id" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = Booking, headers(("ETag" = String)))))]
pub(super) async fn show(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<Response> {
    read(&bookings, &account, &id, language).await
}
