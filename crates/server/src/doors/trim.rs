use super::parts::Doors;
use crate::fail::Result;
use crate::journal;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;

/// Trims the journal as if all of it were old.
pub(super) async fn trim(State(doors): State<Arc<Doors>>) -> Result<StatusCode> {
    journal::trim_until(&doors.base, i64::MAX).await?;
    Ok(StatusCode::NO_CONTENT)
}
