use super::caller::Caller;
use super::parts::OfficeStore;
use crate::fail::Result;
use axum::extract::State;
use domain::wire::office::{Ability, Load};
use std::sync::Arc;

/// How busy the server is (M-49). No line of the audit: a monitor asks every few seconds, and it tells nothing of anybody.
#[utoipa::path(get, path = "/load", tag = "staff", security(("token" = [])),
    responses((status = 200, body = Load)))]
pub(super) async fn load(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
) -> Result<axum::Json<Load>> {
    caller.may(Ability::Load)?;
    let (places, streams) = office.wakes.bells.sizes();
    let minute = office.load.minute();
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    Ok(axum::Json(Load {
        started_at: office.load.started_at(),
        streams: count(streams),
        places: count(places),
        requests_last_minute: minute.requests,
        failed_last_minute: minute.failed,
        slowest_ms: minute.slowest_ms,
        in_flight: office.load.in_flight(),
    }))
}
