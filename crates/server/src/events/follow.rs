use super::cases::CaseFeed;
use super::parts::Streams;
use super::stream::respond;
use crate::auth::Peek;
use crate::fail::Result;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use std::sync::Arc;

/// The citizen's live events as an endless `text/event-stream`.
///
/// - `event: case`, `id:` of the journal entry, `data:` a `CaseChanged`: its state, its visit or something else of it has changed. A
///   client that does not know the `kind` fetches the case.
/// - `event: hello`, once, on a connection without `Last-Event-ID`: its `id:` is the position from which this stream
///   continues, its `data:` is `{}`. Fetch a snapshot after it.
/// - `event: gap`, when the server cannot replay everything after `Last-Event-ID` (it does not know the id, or what came after it may be
///   older than 30 days): its `id:` is the new position. Fetch a snapshot.
/// - A comment at once and every 12 seconds. `retry: 1000`.
///
/// With `Last-Event-ID` everything after it is replayed. The stream does not extend the session. It ends with the session;
/// the next connection then gets 401. 429 `too_many_attempts` when 32 streams of the citizen are open.
#[utoipa::path(get, path = "/events", tag = "events",
    params(("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was applied")),
    security(("session" = [])),
    responses((status = 200, body = domain::wire::event::CaseChanged, content_type = "text/event-stream")))]
pub(super) async fn follow(
    State(streams): State<Arc<Streams>>,
    session: Peek,
    headers: HeaderMap,
) -> Result<Response> {
    let feed = CaseFeed { streams: Arc::clone(&streams), account: session.account.clone() };
    respond(streams, session, &headers, feed).await
}
