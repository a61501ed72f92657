use crate::app::App;
use crate::fail::Result;
use crate::http::Json;
use crate::sweep;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advance {
    advance_seconds: i64,
}

#[derive(Serialize)]
pub(super) struct Now {
    now: DateTime<Utc>,
}

pub(super) async fn read(State(app): State<App>) -> axum::Json<Now> {
    axum::Json(Now { now: app.clock.now() })
}

/// Moves the server's clock, sweeps what is over by then, and lets the streams look at their sessions.
pub(super) async fn advance(
    State(app): State<App>,
    Json(Advance { advance_seconds }): Json<Advance>,
) -> Result<axum::Json<Now>> {
    app.clock.advance(advance_seconds);
    sweep::round(&app).await?;
    app.journal.wake();
    app.slots.wake();
    Ok(axum::Json(Now { now: app.clock.now() }))
}
