use crate::app::App;
use crate::fail::Result;
use crate::http::Json;
use crate::institutions::{self, SlotKey};
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Register {
    institution: String,
    line: String,
    starts_at: DateTime<Utc>,
    taken: bool,
}

/// The institution gives a slot away, or takes it back.
pub(super) async fn register(
    State(app): State<App>,
    Json(Register { institution, line, starts_at, taken }): Json<Register>,
) -> Result<StatusCode> {
    institutions::register(&app, &SlotKey { institution, line, starts_at }, taken).await?;
    Ok(StatusCode::NO_CONTENT)
}
