use super::parts::Doors;
use crate::fail::Result;
use crate::http::Json;
use crate::sweep;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advance {
    advance_seconds: i64,
}

#[derive(Serialize)]
pub(super) struct Now {
    now: DateTime<Utc>,
}

pub(super) async fn read(State(doors): State<Arc<Doors>>) -> axum::Json<Now> {
    axum::Json(Now { now: doors.base.clock.now() })
}

/// Moves the server's clock, sweeps what has expired by then, and wakes the streams, so that they check their sessions.
pub(super) async fn advance(
    State(doors): State<Arc<Doors>>,
    Json(Advance { advance_seconds }): Json<Advance>,
) -> Result<axum::Json<Now>> {
    doors.base.clock.advance(advance_seconds);
    sweep::round(&doors.sweeper).await?;
    doors.wakes.journal.wake();
    doors.wakes.slots.wake();
    doors.wakes.bells.look_everywhere();
    Ok(axum::Json(Now { now: doors.base.clock.now() }))
}
