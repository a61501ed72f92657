use super::caller::Caller;
use super::parts::OfficeStore;
use crate::bookings;
use crate::fail::{Fail, Result};
use crate::http::Json;
use crate::institutions::SlotKey;
use axum::extract::State;
use axum::http::StatusCode;
use domain::wire::office::{Ability, RegisterSlot};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Longest id of an institution or a line, in bytes.
const LONGEST: usize = 64;

/// Records that the institution has given a slot away by itself, or has it free again. 404 for an unknown line; 409 `slot_taken` when
/// a citizen has booked it: propose another time; 422 for a time that the line does not offer.
#[utoipa::path(put, path = "/slots", tag = "visits", security(("token" = [])),
    request_body = RegisterSlot, responses((status = 204)))]
pub(super) async fn register(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Json(wanted): Json<RegisterSlot>,
) -> Result<StatusCode> {
    caller.may(Ability::Visits)?;
    let RegisterSlot { institution, line, starts_at, taken } = wanted;
    if institution.len() > LONGEST || line.len() > LONGEST {
        return Err(Fail::from(ProblemCode::NotFound));
    }
    let slot = SlotKey { institution, line, starts_at };
    bookings::register(&office.bookings, &slot, taken, caller.by()).await?;
    Ok(StatusCode::NO_CONTENT)
}
