//! Handles events of the network, the system and the citizen.

use super::{Stage, Upload};
use crate::{Command, Request};

impl Upload {
    pub(super) fn network_error(&mut self, jitter: f64, out: &mut Vec<Command>) {
        if matches!(self.stage, Stage::InFlight(_)) {
            self.cut();
            if self.patience.is_cancelling {
                self.delete_again(None, jitter, out);
            } else {
                self.back_off(None, jitter, out);
            }
        }
    }

    /// Aborts the request. The first time until there is progress, asks the server at once: often only one connection was dead.
    pub(super) fn stalled(&mut self, jitter: f64, out: &mut Vec<Command>) {
        let Stage::InFlight(request) = self.stage else { return };
        out.push(Command::AbortRequest);
        self.cut();
        match request {
            _ if self.patience.is_cancelling => self.delete_again(None, jitter, out),
            Request::Patch if self.patience.may_stall_at_once() => self.proceed(out),
            _ => self.back_off(None, jitter, out),
        }
    }

    /// A pause is over, or the system has reported «offline» for so long that it may be wrong.
    pub(super) fn timer(&mut self, out: &mut Vec<Command>) {
        match self.stage {
            Stage::Waiting { .. } => self.proceed(out),
            Stage::Offline => self.attempt(out),
            _ => {}
        }
    }

    pub(super) fn online(&mut self, out: &mut Vec<Command>) {
        self.network.up();
        if matches!(self.stage, Stage::Offline | Stage::Waiting { firm: false }) {
            self.attempt(out);
        }
    }

    pub(super) fn offline(&mut self, out: &mut Vec<Command>) {
        self.network.down();
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
            self.stage = Stage::Paused;
        }
    }

    /// Stops the upload until there is a source again. The server keeps what it has. Does nothing after a failure, because then
    /// only the citizen can resume, nor during a deletion, which needs no source.
    pub(super) fn source_lost(&mut self, out: &mut Vec<Command>) {
        let is_over = matches!(self.stage, Stage::Done | Stage::Failed | Stage::Cancelled);
        if !is_over && !self.patience.is_cancelling {
            self.abort(out);
            self.stage = Stage::NoSource;
        }
    }

    /// The citizen wants to continue now: tries at once, even if the system reports that there is no network.
    pub(super) fn resume(&mut self, out: &mut Vec<Command>) {
        match (self.stage, self.url.clone()) {
            (Stage::Failed, _) => {
                self.backoff.reset();
                self.patience = Default::default();
                self.attempt(out);
            }
            (
                Stage::Paused | Stage::NoSource | Stage::Offline | Stage::Waiting { firm: false },
                _,
            ) => self.attempt(out),
            (Stage::Done, Some(url)) => out.push(Command::Done { url }),
            _ => {}
        }
    }

    /// Deletes the upload here and on the server. A finished upload stays: its file belongs to the application now.
    pub(super) fn cancel(&mut self, out: &mut Vec<Command>) {
        if self.patience.is_cancelling || matches!(self.stage, Stage::Done | Stage::Cancelled) {
            return;
        }
        self.backoff.reset();
        self.patience.is_cancelling = true;
        if self.stage == Stage::InFlight(Request::Create) {
            // The URL to delete comes with the response.
            return;
        }
        self.abort(out);
        if self.url.is_some() || self.is_creation_lost {
            self.proceed(out);
        } else {
            self.cancelled(out);
        }
    }

    pub(super) fn delete_again(
        &mut self,
        retry_after_ms: Option<u64>,
        jitter: f64,
        out: &mut Vec<Command>,
    ) {
        if self.network.is_down() || self.patience.may_delete_again() {
            self.back_off(retry_after_ms, jitter, out);
        } else {
            self.cancelled(out);
        }
    }

    pub(super) fn cancelled(&mut self, out: &mut Vec<Command>) {
        self.stage = Stage::Cancelled;
        out.push(Command::Forget);
    }

    /// The request was cut. Only the server knows which bytes of it arrived.
    pub(super) fn cut(&mut self) {
        self.sent = 0;
        match self.stage {
            Stage::InFlight(Request::Create) => self.is_creation_lost = true,
            Stage::InFlight(Request::Patch) => self.patience.cut_at(self.offset),
            _ => {}
        }
    }
}
