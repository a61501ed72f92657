//! Decides when to fetch a snapshot of the whole state.

use super::{Command, Connection, State};

impl Connection {
    /// Polls, because no stream gets through, and tries the stream again from time to time.
    pub(super) fn poll(&mut self, now: u64, out: &mut Vec<Command>) {
        out.push(Command::Abort);
        if !self.is_polling() {
            self.start_polling(now, out);
        }
        self.loss.found(out);
        self.wait(now.saturating_add(self.options.retry_stream_ms), true, now);
    }

    pub(super) fn start_polling(&mut self, now: u64, out: &mut Vec<Command>) {
        self.poll_at = Some(now);
        self.snapshot(now, out);
    }

    pub(super) fn snapshot(&mut self, now: u64, out: &mut Vec<Command>) {
        out.push(Command::Snapshot { delivery: self.deliveries.snapshot() });
        self.poll_at = self.poll_at.map(|_| now.saturating_add(self.options.poll_every_ms));
    }

    /// Fetches a snapshot when one is due: for polling, or in place of a delivery that could not be applied.
    pub(super) fn refresh(&mut self, now: u64, out: &mut Vec<Command>) {
        if self.refresh_at().is_some_and(|at| now >= at) {
            self.snapshot(now, out);
        }
    }

    pub(super) fn refresh_at(&self) -> Option<u64> {
        let is_at_work = self.is_live() || matches!(self.state, State::Waiting { .. });
        self.poll_at.into_iter().chain(self.deliveries.make_up_at()).min().filter(|_| is_at_work)
    }
}
