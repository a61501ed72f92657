//! What the network, the system and the citizen do to the upload.

use super::{Stage, Upload};
use crate::{Command, Request};

impl Upload {
    pub(super) fn network_error(&mut self, jitter: f64, out: &mut Vec<Command>) {
        match self.stage {
            Stage::InFlight(Request::Delete) => self.delete_again(None, jitter, out),
            Stage::InFlight(_) => {
                self.cut();
                self.back_off(None, jitter, out);
            }
            _ => {}
        }
    }

    /// The first time in a row the server is asked at once: often only one connection was dead.
    pub(super) fn stalled(&mut self, jitter: f64, out: &mut Vec<Command>) {
        let Stage::InFlight(request) = self.stage else { return };
        out.push(Command::AbortRequest);
        self.cut();
        match request {
            Request::Delete => self.delete_again(None, jitter, out),
            Request::Patch if self.patience.may_stall_at_once() => self.proceed(out),
            _ => self.back_off(None, jitter, out),
        }
    }

    pub(super) fn online(&mut self, out: &mut Vec<Command>) {
        self.online = true;
        if matches!(self.stage, Stage::Offline | Stage::Waiting { firm: false }) {
            self.proceed(out);
        }
    }

    pub(super) fn offline(&mut self, out: &mut Vec<Command>) {
        self.online = false;
        if matches!(self.stage, Stage::InFlight(_) | Stage::Waiting { firm: false }) {
            self.abort(out);
            self.cut();
            self.proceed(out);
        }
    }

    pub(super) fn pause(&mut self, out: &mut Vec<Command>) {
        let is_under_way = matches!(
            self.stage,
            Stage::InFlight(_) | Stage::Waiting { .. } | Stage::Offline | Stage::SignIn
        );
        if is_under_way && !self.patience.is_cancelling {
            self.abort(out);
            self.sent = 0;
            self.stage = Stage::Paused;
        }
    }

    pub(super) fn resume(&mut self, out: &mut Vec<Command>) {
        match self.stage {
            Stage::Failed => {
                self.backoff.reset();
                self.patience = Default::default();
                self.proceed(out);
            }
            Stage::Paused => self.proceed(out),
            _ => {}
        }
    }

    /// A finished upload stays: its file belongs to the application now.
    pub(super) fn cancel(&mut self, out: &mut Vec<Command>) {
        if self.patience.is_cancelling || matches!(self.stage, Stage::Done | Stage::Cancelled) {
            return;
        }
        self.abort(out);
        self.sent = 0;
        if self.url.is_none() {
            return self.cancelled(out);
        }
        self.patience.is_cancelling = true;
        self.backoff.reset();
        self.proceed(out);
    }

    pub(super) fn delete_again(
        &mut self,
        retry_after_ms: Option<u64>,
        jitter: f64,
        out: &mut Vec<Command>,
    ) {
        if self.patience.may_delete_again() {
            self.back_off(retry_after_ms, jitter, out);
        } else {
            self.cancelled(out);
        }
    }

    pub(super) fn cancelled(&mut self, out: &mut Vec<Command>) {
        self.stage = Stage::Cancelled;
        out.push(Command::Forget);
    }

    /// The request is gone; what of it arrived only the server knows.
    pub(super) fn cut(&mut self) {
        self.sent = 0;
        if self.stage == Stage::InFlight(Request::Patch) {
            self.patience.cut_at(self.offset);
        }
    }
}
