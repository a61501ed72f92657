use super::super::party::Party;
use super::super::provider::Provider;
use super::show;
use super::store::{extend, find};
use crate::base::Base;
use crate::fail::Result;
use crate::http::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::wire::auth::{Activity, Session};
use std::sync::Arc;

/// Tells that the citizen was there `idle` seconds ago: the session ends 15 minutes after that, or later if it did already.
///
/// The browser calls it before it warns of the end, and not by itself at any other time. Otherwise like `GET /session`.
#[utoipa::path(post, path = "/session/activity", tag = "auth", request_body = Activity,
    responses((status = 200, body = Session)))]
pub(in super::super) async fn activity(
    State(base): State<Base>,
    State(provider): State<Option<Arc<Provider>>>,
    State(party): State<Option<Arc<Party>>>,
    headers: HeaderMap,
    Json(Activity { idle }): Json<Activity>,
) -> Result<Response> {
    let mut row = find(&base, &headers).await?;
    if let Some(row) = &mut row {
        extend(&base, row, base.clock.now_ms() - i64::from(idle) * 1000).await?;
    }
    show::answer(&base, (provider, party), &headers, row).await
}
