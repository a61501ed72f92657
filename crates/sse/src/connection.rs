mod deliveries;
mod io;
mod loss;
mod snapshots;
mod stream;
mod wake;

use crate::Parser;
use backoff::Backoff;
use deliveries::Deliveries;
use loss::Loss;

pub use io::{Command, Input, Options};

/// A stream that lived so long starts its back-off afresh, ms.
const STABLE_MS: u64 = 10_000;

/// The life of an event stream: (state, input, time, random number) → (state, commands).
///
/// It never gives up for the network's sake, has one request at most, hands over no event twice, goes on from what was
/// applied and never passes over a gap in silence. `now_ms` is any clock that does not stop while the device sleeps; `jitter`
/// is a random number from 0 to 1.
#[derive(Debug)]
pub struct Connection {
    options: Options,
    state: State,
    parser: Parser,
    deliveries: Deliveries,
    backoff: Backoff,
    loss: Loss,
    /// When to fetch the next snapshot, where no stream gets through.
    poll_at: Option<u64>,
    /// A sign-in was asked for since the last sign of life.
    asked_sign_in: bool,
    silent_requests: u8,
    offline_since: Option<u64>,
    /// When the caller's timer will fire.
    armed: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Idle,
    Connecting {
        since: u64,
    },
    Open {
        since: u64,
        last_byte: Option<u64>,
    },
    /// `firm`: the server or the proxy set the time, and no good news shortens it.
    Waiting {
        until: u64,
        firm: bool,
    },
    /// `ask_at`: when to ask again, where the sign-in that was asked for did not help.
    SigningIn {
        ask_at: Option<u64>,
    },
    /// `until`: a time that the server set and that is not over yet.
    Paused {
        until: Option<u64>,
        was_polling: bool,
    },
    Stopped,
}

impl Connection {
    /// Nothing happens before [`Input::Start`].
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            state: State::Idle,
            parser: Parser::new(),
            deliveries: Deliveries::default(),
            backoff: Backoff::default(),
            loss: Loss::default(),
            poll_at: None,
            asked_sign_in: false,
            silent_requests: 0,
            offline_since: None,
            armed: None,
        }
    }

    /// What to do now that `input` has happened.
    pub fn handle(&mut self, input: Input<'_>, now_ms: u64, jitter: f64) -> Vec<Command> {
        let mut out = Vec::new();
        match input {
            Input::Start { last_event_id } if self.state == State::Idle => {
                self.deliveries.start_from(last_event_id);
                self.connect(now_ms, &mut out);
            }
            Input::Start { .. } => {}
            Input::Opened { status, event_stream, retry_after_ms } => {
                if matches!(self.state, State::Connecting { .. }) {
                    // A 200 that is no event stream is some proxy's page: a failure like any other.
                    let status = if status == 200 && !event_stream { 0 } else { status };
                    self.opened(status, retry_after_ms, now_ms, jitter, &mut out);
                }
            }
            Input::Bytes(bytes) => self.bytes(bytes, now_ms, &mut out),
            Input::Ended | Input::Failed if self.is_live() => self.retry(now_ms, jitter),
            Input::Ended | Input::Failed => {}
            Input::Applied(delivery) => self.deliveries.applied(delivery),
            Input::NotApplied(delivery) => self.deliveries.not_applied(delivery, now_ms, jitter),
            Input::Timer => self.armed = None,
            Input::Offline => self.offline_since = Some(now_ms),
            Input::Online => self.online(now_ms, &mut out),
            Input::Visible => self.visible(now_ms, &mut out),
            Input::Restored => {
                if self.is_live() {
                    self.reconnect(now_ms, &mut out);
                } else {
                    self.visible(now_ms, &mut out);
                }
            }
            Input::Pause => self.pause(&mut out),
            Input::Resume => self.resume(now_ms, &mut out),
            Input::SignedIn if matches!(self.state, State::SigningIn { .. }) => {
                self.connect(now_ms, &mut out);
            }
            Input::SignedIn => {}
            Input::Stop => self.end(State::Stopped, &mut out),
        }
        self.expire(now_ms, jitter, &mut out);
        self.refresh(now_ms, &mut out);
        self.loss.watch(now_ms, &mut out);
        self.arm(now_ms, &mut out);
        out
    }

    /// How long there has been no connection, ms; `None` while events flow or polling stands in.
    #[must_use]
    pub fn lost_for(&self, now_ms: u64) -> Option<u64> {
        self.loss.lasts(now_ms)
    }

    /// The id to go on from, here or in another tab: everything up to it is applied.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.deliveries.last_applied()
    }

    /// Whether snapshots stand in for a stream that does not get through.
    #[must_use]
    pub fn is_polling(&self) -> bool {
        self.poll_at.is_some()
    }

    fn opened(
        &mut self,
        status: u16,
        retry_after_ms: Option<u64>,
        now: u64,
        jitter: f64,
        out: &mut Vec<Command>,
    ) {
        self.silent_requests = 0;
        match (status, retry_after_ms) {
            (200, _) => {
                self.state = State::Open { since: now, last_byte: None };
                if self.deliveries.last_applied().is_none() {
                    // Nothing to replay from: whatever happened before this moment is in the snapshot.
                    self.snapshot(now, out);
                }
            }
            (204, _) => {
                self.end(State::Stopped, out);
                out.push(Command::Stop);
            }
            (401 | 403, _) => {
                // At once the first time; where that did not help, not in a tight loop.
                let ask_at = if std::mem::replace(&mut self.asked_sign_in, true) {
                    now.saturating_add(self.backoff.next(jitter))
                } else {
                    now
                };
                self.end(State::SigningIn { ask_at: Some(ask_at) }, out);
            }
            (404 | 410, _) => self.poll(now, out),
            (429 | 503, Some(pause)) => {
                out.push(Command::Abort);
                self.wait(now.saturating_add(pause), true, now);
            }
            _ => {
                out.push(Command::Abort);
                self.retry(now, jitter);
            }
        }
    }

    fn connect(&mut self, now: u64, out: &mut Vec<Command>) {
        self.parser = Parser::new();
        self.state = State::Connecting { since: now };
        if !self.is_polling() {
            self.loss.begin(now);
        }
        let last_event_id = self.last_event_id().map(str::to_owned);
        out.push(Command::Connect { last_event_id });
    }

    fn reconnect(&mut self, now: u64, out: &mut Vec<Command>) {
        out.push(Command::Abort);
        self.backoff.reset();
        self.connect(now, out);
    }

    /// After a failure: try again, for ever.
    fn retry(&mut self, now: u64, jitter: f64) {
        if self.is_polling() {
            return self.wait(now.saturating_add(self.options.retry_stream_ms), true, now);
        }
        if let State::Open { since, last_byte: Some(_) } = self.state
            && now.saturating_sub(since) >= STABLE_MS
        {
            self.backoff.reset();
        }
        let pause = self.backoff.next(jitter);
        self.wait(now.saturating_add(pause), false, now);
    }

    fn wait(&mut self, until: u64, firm: bool, now: u64) {
        self.state = State::Waiting { until, firm };
        if !self.is_polling() {
            self.loss.begin(now);
        }
    }

    fn end(&mut self, state: State, out: &mut Vec<Command>) {
        if self.is_live() {
            out.push(Command::Abort);
        }
        self.poll_at = None;
        self.loss.found(out);
        self.state = state;
    }

    fn is_live(&self) -> bool {
        matches!(self.state, State::Connecting { .. } | State::Open { .. })
    }
}
