//! Time limits, and events of the system that end a pause early.

use super::{Command, Connection, State};

/// Longest wait for the first byte of a stream, ms. Our server sends it at once, so after that a proxy must be buffering.
const FIRST_BYTE_MS: u64 = 15_000;
/// After so many requests in a row without a response, assume that a proxy holds back whole responses.
const SILENT_LIMIT: u8 = 2;

impl Connection {
    pub(super) fn online(&mut self, now: u64, out: &mut Vec<Command>) {
        let offline_since = self.offline_since.take();
        match self.state {
            State::Waiting { firm, .. } if !firm || self.is_polling() => self.connect(now, out),
            _ if self.last_sign().is_some_and(|last| offline_since >= Some(last)) => {
                self.reconnect(now, out);
            }
            _ => {}
        }
    }

    pub(super) fn visible(&mut self, now: u64, out: &mut Vec<Command>) {
        let watchdog = self.watchdog_ms();
        match self.state {
            State::Waiting { firm: false, .. } => self.connect(now, out),
            State::Waiting { .. } if self.is_polling() => self.snapshot(now, out),
            // The device slept: reconnect, rather than count the silence against the stream as `expire` would.
            _ if self.last_sign().is_some_and(|last| now.saturating_sub(last) >= watchdog) => {
                self.reconnect(now, out);
            }
            _ => {}
        }
    }

    pub(super) fn pause(&mut self, out: &mut Vec<Command>) {
        let was_polling = self.is_polling();
        let until = match self.state {
            State::Idle | State::Paused { .. } | State::Stopped => return,
            State::Waiting { until, firm: true } if !was_polling => Some(until),
            _ => None,
        };
        self.end(State::Paused { until, was_polling }, out);
    }

    pub(super) fn resume(&mut self, now: u64, out: &mut Vec<Command>) {
        let State::Paused { until, was_polling } = self.state else { return };
        self.backoff.reset();
        if was_polling {
            self.start_polling(now, out);
        }
        match until {
            Some(until) => self.wait(until, true, now),
            None => self.connect(now, out),
        }
    }

    /// When the request in flight was sent or last received a byte.
    fn last_sign(&self) -> Option<u64> {
        match self.state {
            State::Connecting { since } => Some(since),
            State::Open { since, last_byte } => Some(last_byte.unwrap_or(since)),
            _ => None,
        }
    }

    /// Acts when the time limit of the current state has passed.
    pub(super) fn expire(&mut self, now: u64, jitter: f64, out: &mut Vec<Command>) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        let is_silent = matches!(self.state, State::Connecting { .. });
        self.silent_requests = self.silent_requests.saturating_add(u8::from(is_silent));
        match self.state {
            State::Waiting { .. } => self.connect(now, out),
            State::Open { last_byte: None, .. } => self.poll(now, out),
            State::Connecting { .. } if self.silent_requests >= SILENT_LIMIT => self.poll(now, out),
            State::Connecting { .. } | State::Open { .. } => {
                out.push(Command::Abort);
                self.retry(now, jitter);
            }
            State::SigningIn { .. } => {
                self.state = State::SigningIn { ask_at: None };
                out.push(Command::AskSignIn);
            }
            State::Idle | State::Paused { .. } | State::Stopped => {}
        }
    }

    /// When the time limit of the current state passes.
    fn deadline(&self) -> Option<u64> {
        match self.state {
            State::Connecting { since } => Some(since.saturating_add(self.watchdog_ms())),
            State::Open { since, last_byte: None } => Some(since.saturating_add(FIRST_BYTE_MS)),
            State::Open { last_byte: Some(last), .. } => {
                Some(last.saturating_add(self.watchdog_ms()))
            }
            State::Waiting { until, .. } => Some(until),
            State::SigningIn { ask_at } => ask_at,
            State::Idle | State::Paused { .. } | State::Stopped => None,
        }
    }

    pub(super) fn arm(&mut self, now: u64, out: &mut Vec<Command>) {
        let deadlines = [self.deadline(), self.loss.deadline(), self.refresh_at()];
        let Some(next) = deadlines.into_iter().flatten().min() else { return };
        if self.armed.is_none_or(|armed| armed > next || armed <= now) {
            self.armed = Some(next);
            out.push(Command::WaitMs(next.saturating_sub(now)));
        }
    }

    /// Longest silence of a live stream: two and a half heartbeats.
    fn watchdog_ms(&self) -> u64 {
        self.options.heartbeat_ms.saturating_mul(5) / 2
    }
}
