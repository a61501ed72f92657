use super::frame::{HEARTBEAT, OPENING, event};
use super::parts::Streams;
use crate::auth;
use crate::fail::{Fail, Result};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::event::GAP;
use futures_util::stream::{self, Stream};
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

const BEAT: Duration = Duration::from_secs(12);

const HELLO: &str = "hello";

/// Source of a stream's events. Their ids are durable and grow.
pub(crate) trait Feed: Send + 'static {
    /// Signals that there may be new events.
    fn changes(&self) -> watch::Receiver<()>;

    /// Positions after which all events can be replayed; the last one is the current position.
    fn positions(&self) -> impl Future<Output = Result<RangeInclusive<i64>>> + Send;

    /// The events after `position`.
    fn after(&self, position: i64) -> impl Future<Output = Result<Batch>> + Send;
}

/// Events as text, which may be empty, and the position after them.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) text: String,
    pub(crate) position: i64,
}

/// Sends the feed as an endless `text/event-stream`: from `Last-Event-ID` if the request has one, otherwise from now on.
pub(crate) async fn respond(
    streams: Arc<Streams>,
    session: auth::Peek,
    headers: &HeaderMap,
    feed: impl Feed,
) -> Result<Response> {
    let last = headers.get("last-event-id").map(|id| id.to_str().unwrap_or_default().to_owned());
    let stream = open(streams, session, last, feed).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform")),
        // nginx and similar proxies buffer responses without this header.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    Ok((headers, Body::from_stream(stream)).into_response())
}

async fn open<F: Feed>(
    streams: Arc<Streams>,
    session: auth::Peek,
    last: Option<String>,
    feed: F,
) -> Result<impl Stream<Item = Result<String>> + use<F>> {
    let changes = feed.changes();
    let replayable = feed.positions().await?;
    let newest = *replayable.end();
    let mut opening = OPENING.to_owned();
    let empty = serde_json::Map::new();
    let position = match last.map(|last| last.parse::<i64>().ok()) {
        Some(Some(last)) if replayable.contains(&last) => last,
        Some(_) => {
            opening.push_str(&event(GAP, newest, &empty)?);
            newest
        }
        None => {
            opening.push_str(&event(HELLO, newest, &empty)?);
            newest
        }
    };
    let events =
        Events { streams, session, feed, changes, position, next_beat: Instant::now() + BEAT };
    let opening = stream::once(std::future::ready(Ok(opening)));
    let rest = stream::try_unfold(events, async |mut events| {
        Ok::<_, Fail>(events.next().await?.map(|text| (text, events)))
    });
    Ok(futures_util::StreamExt::chain(opening, rest))
}

struct Events<F> {
    streams: Arc<Streams>,
    session: auth::Peek,
    feed: F,
    changes: watch::Receiver<()>,
    position: i64,
    next_beat: Instant,
}

impl<F: Feed> Events<F> {
    /// The next bytes; `None` when the session or the server ends.
    async fn next(&mut self) -> Result<Option<String>> {
        loop {
            self.changes.mark_unchanged();
            if !self.session.is_active(&self.streams.base).await? {
                return Ok(None);
            }
            let batch = self.feed.after(self.position).await?;
            self.position = batch.position;
            if !batch.text.is_empty() {
                return Ok(Some(batch.text));
            }
            tokio::select! {
                changed = timeout_at(self.next_beat, self.changes.changed()) => match changed {
                    Ok(_) => {}
                    Err(_) => {
                        self.next_beat = Instant::now() + BEAT;
                        if self.session.is_active(&self.streams.base).await? {
                            return Ok(Some(HEARTBEAT.to_owned()));
                        }
                    }
                },
                () = self.streams.stopping.stopped() => return Ok(None),
            }
        }
    }
}
