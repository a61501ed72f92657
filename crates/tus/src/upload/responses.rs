//! Handles the server's responses.

use super::{Stage, Upload};
use crate::location::resolve;
use crate::verdict::{Verdict, verdict};
use crate::{Command, Failure, MIN_CHUNK, Request, Response};

impl Upload {
    pub(super) fn handle_response(
        &mut self,
        response: Response,
        jitter: f64,
        out: &mut Vec<Command>,
    ) {
        let (request, status) = (response.request, response.status);
        self.network.up();
        if matches!(status, 408 | 500..=599) {
            // A gateway may have timed out because the chunk takes too long on this link.
            self.cut();
        }
        self.sent = 0;
        match verdict(request, status) {
            _ if self.patience.is_cancelling => self.handle_cancelled(response, jitter, out),
            Verdict::Accepted => self.accepted(response, jitter, out),
            Verdict::SignIn if self.patience.may_ask_sign_in_at_once() => self.ask_sign_in(out),
            // The driver says that the session is valid, but the server rejects it: pause, so that it is not a tight loop.
            Verdict::SignIn => self.back_off(response.retry_after_ms, jitter, out),
            Verdict::CheckSignIn if self.patience.may_check_session() => self.ask_sign_in(out),
            Verdict::CheckSignIn if request != Request::Create => self.start_over(out),
            Verdict::StartOver => self.start_over(out),
            Verdict::CheckOffset => self.check_offset(jitter, out),
            Verdict::CheckOffsetOnce if self.patience.may_check_offset_after_400() => {
                self.proceed(out)
            }
            Verdict::BackOff => self.back_off(response.retry_after_ms, jitter, out),
            Verdict::TooLarge => self.fail(Failure::TooLarge, out),
            Verdict::SmallerChunk if self.patch > MIN_CHUNK => {
                self.largest_chunk = (self.patch / 2).max(MIN_CHUNK);
                self.chunk = self.largest_chunk;
                self.send(out);
            }
            Verdict::SameChunk if self.patience.may_send_again() => self.send(out),
            Verdict::SameChunk => self.fail(Failure::Checksum, out),
            Verdict::Version => self.fail(Failure::Version, out),
            Verdict::CheckSignIn
            | Verdict::CheckOffsetOnce
            | Verdict::SmallerChunk
            | Verdict::Refused => {
                self.fail(Failure::Refused { status }, out);
            }
        }
    }

    fn accepted(&mut self, response: Response, jitter: f64, out: &mut Vec<Command>) {
        match response.request {
            Request::Create => self.created(response.location, jitter, out),
            Request::Head => self.offset_checked(response.offset, response.length, jitter, out),
            Request::Patch | Request::Delete => self.received(response.offset, jitter, out),
        }
    }

    fn created(&mut self, location: Option<String>, jitter: f64, out: &mut Vec<Command>) {
        let Some(location) = location.filter(|location| !location.trim_ascii().is_empty()) else {
            self.is_creation_lost = true;
            return self.bad_response(jitter, out);
        };
        self.patience.response_was_complete();
        let url = resolve(&self.options.endpoint, &location);
        if self.options.size > 0 {
            out.push(Command::Remember { url: url.clone(), offset: 0 });
        }
        (self.url, self.offset, self.ceiling) = (Some(url), 0, Some(0));
        self.is_creation_lost = false;
        if self.patience.is_cancelling {
            self.proceed(out);
        } else {
            self.send(out);
        }
    }

    fn offset_checked(
        &mut self,
        offset: Option<u64>,
        length: Option<u64>,
        jitter: f64,
        out: &mut Vec<Command>,
    ) {
        let Some(offset) = offset else { return self.bad_response(jitter, out) };
        self.patience.response_was_complete();
        let is_another_file = length.is_some_and(|length| length != self.options.size);
        if is_another_file || self.is_too_far(offset) {
            return self.start_over(out);
        }
        if self.patience.take_cut() == Some(offset) {
            // Nothing of the chunk arrived: a proxy forwards only whole requests, or the link breaks before the chunk is sent.
            self.chunk = (self.chunk / 2).max(MIN_CHUNK.min(self.largest_chunk));
        }
        self.acknowledge(offset, out);
        self.send(out);
    }

    fn received(&mut self, offset: Option<u64>, jitter: f64, out: &mut Vec<Command>) {
        let Some(offset) = offset else { return self.bad_response(jitter, out) };
        self.patience.response_was_complete();
        let end = self.offset.saturating_add(self.patch);
        if offset > end {
            return self.start_over(out);
        }
        self.patience.chunk_accepted();
        if offset < self.offset {
            self.check_offset(jitter, out);
        } else if offset == self.offset {
            self.back_off(None, jitter, out);
        } else {
            if offset == end {
                self.chunk = self.chunk.saturating_mul(2).min(self.largest_chunk);
            }
            self.acknowledge(offset, out);
            self.send(out);
        }
    }

    fn acknowledge(&mut self, offset: u64, out: &mut Vec<Command>) {
        let is_news = offset != self.offset;
        (self.offset, self.sent) = (offset, 0);
        if offset > self.acknowledged {
            self.acknowledged = offset;
            self.backoff.reset();
            self.patience.renew();
        }
        if is_news
            && offset < self.options.size
            && let Some(url) = self.url.clone()
        {
            out.push(Command::Remember { url, offset });
        }
    }

    /// Whether the offset is beyond the file's end or what was ever sent. Continuing there would leave a hole.
    fn is_too_far(&self, offset: u64) -> bool {
        offset > self.options.size || self.ceiling.is_some_and(|ceiling| offset > ceiling)
    }

    fn check_offset(&mut self, jitter: f64, out: &mut Vec<Command>) {
        if self.patience.may_check_offset_at_once() {
            self.proceed(out)
        } else {
            self.back_off(None, jitter, out)
        }
    }

    fn bad_response(&mut self, jitter: f64, out: &mut Vec<Command>) {
        if self.patience.is_cancelling {
            self.delete_again(None, jitter, out)
        } else if self.patience.may_be_incomplete() {
            self.back_off(None, jitter, out)
        } else {
            self.fail(Failure::BadAnswer, out)
        }
    }

    fn ask_sign_in(&mut self, out: &mut Vec<Command>) {
        self.stage = Stage::SignIn;
        out.push(Command::AskSignIn);
    }

    fn start_over(&mut self, out: &mut Vec<Command>) {
        out.push(Command::Forget);
        (self.url, self.offset, self.sent, self.ceiling) = (None, 0, 0, Some(0));
        self.round = self.round.saturating_add(1);
        if self.patience.may_start_over() {
            self.patience.renew();
            self.proceed(out);
        } else {
            self.fail(Failure::Gone, out);
        }
    }

    /// Handles a response after the citizen has cancelled: to the deletion, or to a creation that was in flight.
    fn handle_cancelled(&mut self, response: Response, jitter: f64, out: &mut Vec<Command>) {
        let Response { request, status, location, retry_after_ms, .. } = response;
        match (verdict(request, status), request) {
            (Verdict::BackOff, _) => self.delete_again(retry_after_ms, jitter, out),
            (Verdict::Accepted, Request::Create) => self.created(location, jitter, out),
            _ => self.cancelled(out),
        }
    }
}
