use super::parts::Doors;
use crate::audit::By;
use crate::bookings::{Proposal, propose};
use crate::fail::{Fail, Result};
use crate::http::Json;
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use domain::wire::booking::TransferReason;
use domain::wire::problem::ProblemCode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Room for a letter of more than 5 МБ in Base64, so that a test can have one refused for its size.
const MAX_BYTES: usize = 8 * 1024 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Transfer {
    /// Id of the booking, or number of its application.
    booking: String,
    starts_at: DateTime<Utc>,
    reason: TransferReason,
    /// PDF in Base64. Without it the server generates a letter.
    #[serde(default)]
    letter: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Proposed {
    booking: String,
}

/// Proposes another time in the institution's name.
pub(super) async fn transfer(
    State(doors): State<Arc<Doors>>,
    Json(transfer): Json<Transfer, MAX_BYTES>,
) -> Result<axum::Json<Proposed>> {
    let letter = transfer.letter.map(|letter| STANDARD.decode(letter)).transpose();
    let letter = letter.map_err(|_| Fail::from(ProblemCode::Malformed))?;
    let (starts_at, reason) = (transfer.starts_at, transfer.reason);
    let proposal = Proposal { starts_at, reason, letter };
    let booking = propose(&doors.bookings, &transfer.booking, proposal, By::CLERK).await?;
    Ok(axum::Json(Proposed { booking }))
}
