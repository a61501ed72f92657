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

/// A stream that lasted so long resets the back-off, ms.
const STABLE_MS: u64 = 10_000;

/// The state machine of an event stream: (state, input, time, random number) → (state, commands).
///
/// It never gives up because of the network, sends one request at a time, delivers no event twice, resumes after the last
/// applied event, and fetches a snapshot whenever events may be missing. `now_ms` is any clock that runs on while the device
/// sleeps; `jitter` is a random number from 0 to 1.
#[derive(Debug)]
pub struct Connection {
    options: Options,
    state: State,
    parser: Parser,
    deliveries: Deliveries,
    backoff: Backoff,
    loss: Loss,
    /// While polling: when to fetch the next snapshot.
    poll_at: Option<u64>,
    /// Whether a sign-in was requested since the last byte of a stream.
    asked_sign_in: bool,
    silent_requests: u8,
    offline_since: Option<u64>,
    /// When the driver's timer will fire.
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
    /// `firm`: the pause is `Retry-After`, or the interval between attempts while polling. A page that becomes visible does not
    /// shorten it.
    Waiting {
        until: u64,
        firm: bool,
    },
    /// `ask_at`: when to ask for a sign-in, later than at once if the last one did not help; `None` once it is asked for.
    SigningIn {
        ask_at: Option<u64>,
    },
    /// `until`: end of a `Retry-After` that was not over when the pause began.
    Paused {
        until: Option<u64>,
        was_polling: bool,
    },
    Stopped,
}

impl Connection {
    /// A connection that waits for [`Input::Start`].
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

    /// Takes an input and returns the commands to carry out.
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
                    // A 200 that is not an event stream is the page of a proxy: treat it as a failure.
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
            Input::Stop => {
                // That this stream is given up does not mean that the server can be reached.
                self.loss = Loss::default();
                self.end(State::Stopped, &mut out);
            }
        }
        self.expire(now_ms, jitter, &mut out);
        self.refresh(now_ms, &mut out);
        self.loss.watch(now_ms, &mut out);
        self.arm(now_ms, &mut out);
        out
    }

    /// How long there has been no connection, ms; `None` while the stream is open or polling replaces it.
    #[must_use]
    pub fn lost_for(&self, now_ms: u64) -> Option<u64> {
        self.loss.lasts(now_ms)
    }

    /// The id to resume from, here or in another tab: every event up to it is applied.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.deliveries.last_applied()
    }

    /// Whether snapshots replace a stream that does not get through.
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
                    // Without an id the server cannot replay. The snapshot has whatever happened before now.
                    self.snapshot(now, out);
                }
            }
            (204, _) => {
                self.end(State::Stopped, out);
                out.push(Command::Stop);
            }
            (401 | 403, _) => {
                // Ask at once the first time. If that did not help, pause, so that it is not a tight loop.
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

    /// Pauses after a failure and then tries again, without a limit.
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
