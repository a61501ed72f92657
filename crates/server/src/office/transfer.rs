use super::caller::Caller;
use super::parts::OfficeStore;
use crate::bookings::{Proposal, propose};
use crate::fail::{Fail, Result};
use crate::http::{Id, Json};
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::form::FieldError;
use domain::wire::office::{Ability, ProposeTransfer, TransferProposed};
use std::sync::Arc;

/// Room for a letter of 5 МБ in Base64.
const MAX_BYTES: usize = 8 * 1024 * 1024;

/// Proposes another time for a visit in the institution's name; it replaces an earlier proposal. The citizen has a day to answer. The
/// booking is named by its id or by the number of its application. 409 `not_allowed` for a visit that is over, cancelled or already at
/// that time; 409 `slot_taken`; 412 `conflict` when the booking has just changed; 422 `/letter` unless it is a PDF of at most 5 МБ.
#[utoipa::path(post, path = "/visits/{booking}/transfer", tag = "visits",
    params(("booking" = String, Path)), security(("token" = [])),
    request_body = ProposeTransfer, responses((status = 200, body = TransferProposed)))]
pub(super) async fn transfer(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(booking): Id,
    Json(wanted): Json<ProposeTransfer, MAX_BYTES>,
) -> Result<axum::Json<TransferProposed>> {
    caller.may(Ability::Visits)?;
    let letter = wanted.letter.map(|letter| STANDARD.decode(letter)).transpose();
    let letter = letter.map_err(|_| Fail::at("/letter", FieldError::Unprintable))?;
    let proposal = Proposal { starts_at: wanted.starts_at, reason: wanted.reason, letter };
    let booking = propose(&office.bookings, &booking, proposal, caller.by()).await?;
    Ok(axum::Json(TransferProposed { booking }))
}
