use super::frame::{HEARTBEAT, OPENING, event};
use super::parts::Streams;
use crate::auth;
use crate::fail::{Fail, Result};
use crate::wake::{Bells, Listener, Place};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::event::GAP;
use domain::wire::problem::ProblemCode;
use futures_util::stream::{self, Stream};
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

const BEAT: Duration = Duration::from_secs(12);

/// When who has too many streams may ask again, in seconds.
const LATER: u32 = 30;

const HELLO: &str = "hello";

/// Source of a stream's events. Their ids are durable and grow.
pub(crate) trait Feed: Send + 'static {
    /// Where a bell rings when there are new events.
    fn place(&self) -> Place;

    /// Positions after which all events can be replayed; the last one is the current position.
    fn positions(&self) -> impl Future<Output = Result<RangeInclusive<i64>>> + Send;

    /// The events after `position`; those up to `newest` are there to be read.
    fn after(&self, position: i64, newest: i64) -> impl Future<Output = Result<Batch>> + Send;
}

/// Events as text, which may be empty, and the position after them.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) text: String,
    pub(crate) position: i64,
    /// There may be more after it.
    pub(crate) is_full: bool,
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
    mut session: auth::Peek,
    last: Option<String>,
    feed: F,
) -> Result<impl Stream<Item = Result<String>> + use<F>> {
    // Before anything is read: what comes in between rings.
    let (mut own, source) = listen(&streams.bells, &session.account, feed.place())?;
    let looks = own.rung().looks;
    if !session.again(&streams.base).await? {
        return Err(ProblemCode::SignInRequired.into());
    }
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
    let next_beat = Instant::now() + BEAT;
    let events = Events { streams, session, feed, own, source, looks, newest, position, next_beat };
    let opening = stream::once(std::future::ready(Ok(opening)));
    let rest = stream::try_unfold(events, async |mut events| {
        Ok::<_, Fail>(events.next().await?.map(|text| (text, events)))
    });
    Ok(futures_util::StreamExt::chain(opening, rest))
}

/// The bell of the account, and that of the feed if it is another one.
///
/// # Errors
/// `TooManyAttempts` if too many streams of the account listen already.
fn listen(bells: &Bells, account: &str, place: Place) -> Result<(Listener, Option<Listener>)> {
    let busy = || Fail::Wait { code: ProblemCode::TooManyAttempts, seconds: LATER };
    let own = Place::Account(account.to_owned());
    let source = (place != own).then(|| bells.listen(place).ok_or_else(busy)).transpose()?;
    Ok((bells.listen(own).ok_or_else(busy)?, source))
}

struct Events<F> {
    streams: Arc<Streams>,
    session: auth::Peek,
    feed: F,
    /// Tells when sessions of the account have ended.
    own: Listener,
    /// Tells of new events; `None` if `own` does.
    source: Option<Listener>,
    /// Of `own`, when the session was looked at last.
    looks: u32,
    /// Events up to this id are there to be read.
    newest: i64,
    /// Events up to this id have been sent.
    position: i64,
    next_beat: Instant,
}

impl<F: Feed> Events<F> {
    /// The next bytes; `None` when the session or the server ends. Asks the database for events only when there are new ones, and for
    /// the session only when it may have ended.
    async fn next(&mut self) -> Result<Option<String>> {
        loop {
            let own = self.own.rung();
            let source = self.source.as_mut().map_or(own, Listener::rung);
            self.newest = self.newest.max(source.newest);
            if own.looks != self.looks || self.is_over_unless_extended() {
                self.looks = own.looks;
                if !self.session.again(&self.streams.base).await? {
                    return Ok(None);
                }
            }
            if self.newest > self.position {
                let batch = self.feed.after(self.position, self.newest).await?;
                self.position = match batch.is_full {
                    true => batch.position,
                    false => batch.position.max(self.newest),
                };
                if !batch.text.is_empty() {
                    return Ok(Some(batch.text));
                }
                continue;
            }
            tokio::select! {
                () = self.own.changed() => {}
                () = changed(self.source.as_mut()) => {}
                () = sleep_until(self.next_beat) => {
                    self.next_beat = Instant::now() + BEAT;
                    return Ok(Some(HEARTBEAT.to_owned()));
                }
                () = self.streams.stopping.stopped() => return Ok(None),
            }
        }
    }

    fn is_over_unless_extended(&self) -> bool {
        self.streams.base.clock.now_ms() >= self.session.ends_at
    }
}

async fn changed(bell: Option<&mut Listener>) {
    match bell {
        Some(bell) => bell.changed().await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests;
