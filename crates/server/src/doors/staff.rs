use super::parts::Doors;
use crate::fail::Result;
use crate::http::Json;
use crate::staff;
use axum::extract::State;
use domain::wire::office::Role;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Longer than any test lasts.
const DAYS: u16 = 366;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Engage {
    name: String,
    role: Role,
}

#[derive(Serialize)]
pub(super) struct Engaged {
    id: String,
    token: String,
}

/// Somebody of the office with this name and role, and a token for them.
pub(super) async fn engage(
    State(doors): State<Arc<Doors>>,
    Json(Engage { name, role }): Json<Engage>,
) -> Result<axum::Json<Engaged>> {
    let token = staff::issue(&doors.base, &name, role, DAYS).await?.secret;
    let id = staff::person(&doors.base, &name, role).await?.id;
    Ok(axum::Json(Engaged { id, token }))
}
