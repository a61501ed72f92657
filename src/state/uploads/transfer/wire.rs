//! Requests and timers of a transfer.

use super::super::request::{Answer, UploadRequest};
use super::super::row::RowState;
use super::super::source::is_readable;
use super::{Transfer, verdict};
use crate::api::{self, ApiError};
use crate::platform::clock;
use crate::state::action::commit;
use domain::file::FileError;
use domain::form::FieldError;
use std::rc::Rc;
use tus::{Event, Request, Response};

/// Milliseconds between checks of the watchdog.
const WATCH: u32 = 2_000;

impl Transfer {
    pub(super) fn send(
        self: &Rc<Self>,
        kind: Request,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<web_sys::Blob>,
    ) {
        let number = self.requests.next();
        self.moved.set(clock::running_ms());
        let mut all = vec![("Tus-Resumable", tus::VERSION)];
        all.extend(headers);
        let Ok(request) = UploadRequest::open(method, url, &all) else {
            return self.row.set(RowState::Failed(tus::Failure::BadAnswer));
        };
        let sending = UploadRequest { xhr: request.xhr.clone() };
        self.request.replace(Some(request));
        let transfer = Rc::clone(self);
        commit(async move {
            let progress = Rc::downgrade(&transfer);
            let answer = sending.send(body.as_ref(), move |sent| {
                if let Some(transfer) = progress.upgrade() {
                    transfer.progress(number, sent);
                }
            });
            let answer = answer.await;
            if !transfer.requests.is_current(number) {
                return;
            }
            transfer.request.take();
            if let Some(error) = answer.as_ref().and_then(|answer| refused(kind, answer)) {
                return transfer.finish(RowState::Rejected(error));
            }
            let event = match answer {
                Some(answer) => Event::Response(response(kind, &answer)),
                None if is_lost(body.as_ref()).await => Event::SourceLost,
                None => Event::NetworkError,
            };
            if event != Event::SourceLost {
                api::answered(event != Event::NetworkError);
            }
            if transfer.requests.is_current(number) {
                transfer.handle(event);
            }
        });
        self.watch(number);
    }

    fn progress(self: &Rc<Self>, number: u32, sent: u64) {
        if self.requests.is_current(number) {
            self.moved.set(clock::running_ms());
            self.handle(Event::Progress { sent_in_request: sent });
        }
    }

    pub(super) fn abort(&self) {
        self.requests.next();
        if let Some(request) = self.request.take() {
            let _ = request.xhr.abort();
        }
    }

    /// Watchdog: reports a request without progress as stalled. Browsers can take minutes to notice a dead connection.
    fn watch(self: &Rc<Self>, number: u32) {
        let transfer = Rc::downgrade(self);
        commit(async move {
            loop {
                clock::wait(WATCH).await;
                let Some(transfer) = transfer.upgrade() else { return };
                let is_in_flight =
                    transfer.requests.is_current(number) && transfer.request.borrow().is_some();
                let limit = transfer.upload.try_borrow().ok().and_then(|upload| upload.stall_ms());
                let Some(limit) = limit.filter(|_| is_in_flight) else { return };
                #[expect(clippy::cast_precision_loss, reason = "milliseconds")]
                if clock::running_ms() - transfer.moved.get() > limit as f64 {
                    return transfer.handle(Event::Stalled);
                }
            }
        });
    }

    pub(super) fn wait(self: &Rc<Self>, ms: u32) {
        let transfer = Rc::clone(self);
        self.pauses.after(ms, Box::new(move || transfer.handle(Event::Timer)));
    }

    pub(super) fn ask_sign_in(self: &Rc<Self>) {
        let transfer = Rc::clone(self);
        commit(async move {
            let mut pause = verdict::PAUSE;
            while !transfer.is_over() {
                match api::auth::session(None).await {
                    Ok(session) if session.citizen.is_some() => {
                        return transfer.handle(Event::SignedIn);
                    }
                    Err(error) if error.is_passing() => clock::wait(pause).await,
                    _ => return api::sign_in_required(),
                }
                pause = (pause * 2).min(verdict::PAUSE_LIMIT);
            }
        });
    }
}

/// Whether a request failed because its file can no longer be read.
async fn is_lost(body: Option<&web_sys::Blob>) -> bool {
    match body {
        Some(piece) => !is_readable(piece).await,
        None => false,
    }
}

/// Why the server refuses to create the upload, if the file is the reason.
fn refused(request: Request, answer: &Answer) -> Option<FileError> {
    if request != Request::Create || !(400..500).contains(&answer.status) {
        return None;
    }
    let issues = ApiError::from_answer(answer.status, answer.body()).issues();
    issues.into_iter().find_map(|issue| match issue.error {
        FieldError::File(error) => Some(error),
        _ => None,
    })
}

fn response(request: Request, answer: &Answer) -> Response {
    Response {
        offset: answer.number("Upload-Offset"),
        length: answer.number("Upload-Length"),
        location: answer.text("Location"),
        retry_after_ms: answer.number("Retry-After").map(|seconds| seconds.saturating_mul(1_000)),
        ..Response::new(request, answer.status)
    }
}
