use super::frame::{HEARTBEAT, OPENING, event};
use crate::app::App;
use crate::auth::Peek;
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::journal::{self, from_name};
use domain::wire::event::{CASE_CHANGED, CaseChanged, GAP};
use futures_util::stream::{self, Stream};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

const BEAT: Duration = Duration::from_secs(12);

const HELLO: &str = "hello";

/// Events per reading: a long absence is replayed in pieces.
const MANY: i64 = 200;

/// The stream of the session's account: from `last` on where it is given, else from now on.
pub(super) async fn open(
    app: App,
    session: Peek,
    last: Option<String>,
) -> Result<impl Stream<Item = Result<String>> + use<>> {
    let changes = app.journal.subscribe();
    let newest = journal::last_id(&app).await?;
    let mut opening = OPENING.to_owned();
    let empty = serde_json::Map::new();
    let position = match last.map(|last| last.parse::<i64>().ok()) {
        Some(Some(known)) if (0..=newest).contains(&known) => known,
        Some(_) => {
            opening.push_str(&event(GAP, newest, &empty)?);
            newest
        }
        None => {
            opening.push_str(&event(HELLO, newest, &empty)?);
            newest
        }
    };
    let events = Events { app, session, changes, position, next_beat: Instant::now() + BEAT };
    let opening = stream::once(std::future::ready(Ok(opening)));
    let rest = stream::try_unfold(events, async |mut events| {
        Ok::<_, Fail>(events.next().await?.map(|text| (text, events)))
    });
    Ok(futures_util::StreamExt::chain(opening, rest))
}

struct Events {
    app: App,
    session: Peek,
    changes: watch::Receiver<()>,
    position: i64,
    next_beat: Instant,
}

impl Events {
    /// The next bytes; `None` when the session or the server ends.
    async fn next(&mut self) -> Result<Option<String>> {
        loop {
            self.changes.mark_unchanged();
            if !self.session.lives(&self.app).await? {
                return Ok(None);
            }
            let text = self.read().await?;
            if !text.is_empty() {
                return Ok(Some(text));
            }
            tokio::select! {
                changed = timeout_at(self.next_beat, self.changes.changed()) => match changed {
                    Ok(_) => {}
                    Err(_) => {
                        self.next_beat = Instant::now() + BEAT;
                        if self.session.lives(&self.app).await? {
                            return Ok(Some(HEARTBEAT.to_owned()));
                        }
                    }
                },
                () = self.app.stopped() => return Ok(None),
            }
        }
    }

    /// The events after the position, and moves it on.
    async fn read(&mut self) -> Result<String> {
        let rows: Vec<(i64, String, String, i64)> = sqlx::query_as(
            "SELECT id, application, state, at FROM journal WHERE account = ? AND id > ? ORDER BY id LIMIT ?",
        )
        .bind(&self.session.account)
        .bind(self.position)
        .bind(MANY)
        .fetch_all(self.app.db.read())
        .await?;
        let mut text = String::new();
        for (id, application, state, at) in rows {
            let changed = CaseChanged { application, state: from_name(state)?, at: from_ms(at) };
            text.push_str(&event(CASE_CHANGED, id, &changed)?);
            self.position = id;
        }
        Ok(text)
    }
}
