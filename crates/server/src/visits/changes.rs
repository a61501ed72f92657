use super::parts::Visits;
use super::slot_feed::SlotFeed;
use super::visit_at::{VisitAt, visit_at};
use crate::auth::Peek;
use crate::events::{self, Streams};
use crate::fail::Result;
use crate::http::Ids;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::wire::institution::SlotChanged;
use std::sync::Arc;

/// The live changes of a calendar, as an endless `text/event-stream`.
///
/// - `event: slot`, `data:` a `SlotChanged`: the current state of the slot for this citizen. Several changes of one slot
///   in a short time may come as one event.
/// - `hello`, `gap`, comments, `retry`, `Last-Event-ID` and the end of the session: as on `/events`. The ids are those of
///   changes of slots, and what is older than a day cannot be replayed.
#[utoipa::path(get, path = "/applications/{id}/institutions/{institution}/events", tag = "institutions",
    params(("id" = String, Path), ("institution" = String, Path),
        ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was applied")),
    security(("session" = [])),
    responses((status = 200, body = SlotChanged, content_type = "text/event-stream")))]
pub(super) async fn changes(
    State(streams): State<Arc<Streams>>,
    State(visits): State<Arc<Visits>>,
    session: Peek,
    Ids(ids): Ids<2>,
    headers: HeaderMap,
) -> Result<Response> {
    let [id, institution] = ids;
    let VisitAt { line, .. } = visit_at(&visits, &session.account, &id, &institution).await?;
    let line = line.id.clone();
    let reader = visits.institutions.readers.of(&institution, &line);
    let feed = SlotFeed { visits, application: id, institution, line, reader };
    events::respond(streams, session, &headers, feed).await
}
