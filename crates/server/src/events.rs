//! `GET /events`: live events (WHATWG server-sent events) from the durable journal.

mod frame;
mod stream;

use crate::app::App;
use crate::auth::Peek;
use crate::fail::Result;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(events))
}

/// The citizen's live events, as `text/event-stream` without an end.
///
/// - `event: case`, `id:` of the journal entry, `data:` a `CaseChanged`.
/// - `event: hello`, once, on a connection without `Last-Event-ID`: its `id:` is the position from which this stream
///   goes on, its `data:` is `{}`. Fetch a snapshot after it.
/// - `event: gap`, when the server cannot replay everything after `Last-Event-ID` (it does not know the id): its `id:`
///   is the new position. Fetch a snapshot.
/// - A comment at once and every 12 seconds. `retry: 1000`.
///
/// With `Last-Event-ID` everything after it is replayed. The stream does not extend the session, and ends with it; the
/// next connection gets 401.
#[utoipa::path(get, path = "/events", tag = "events",
    params(("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was applied")),
    security(("session" = [])),
    responses((status = 200, body = domain::wire::event::CaseChanged, content_type = "text/event-stream")))]
async fn events(State(app): State<App>, session: Peek, headers: HeaderMap) -> Result<Response> {
    let last = headers.get("last-event-id").map(|id| id.to_str().unwrap_or_default().to_owned());
    let stream = stream::open(app, session, last).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform")),
        // nginx and its kind hold answers back unless told not to.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    Ok((headers, Body::from_stream(stream)).into_response())
}
