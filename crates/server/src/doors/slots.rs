use super::parts::Doors;
use crate::audit::By;
use crate::bookings;
use crate::fail::Result;
use crate::http::Json;
use crate::institutions::SlotKey;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Register {
    institution: String,
    line: String,
    starts_at: DateTime<Utc>,
    taken: bool,
}

/// Gives a slot away in the institution's name (`taken`), or makes it free again.
pub(super) async fn register(
    State(doors): State<Arc<Doors>>,
    Json(Register { institution, line, starts_at, taken }): Json<Register>,
) -> Result<StatusCode> {
    let slot = SlotKey { institution, line, starts_at };
    bookings::register(&doors.bookings, &slot, taken, By::CLERK).await?;
    Ok(StatusCode::NO_CONTENT)
}
