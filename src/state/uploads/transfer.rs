use super::content::Content;
use super::request::{Answer, UploadRequest};
use super::row::{Row, RowState};
use crate::api;
use crate::platform::{clock, random, uploads as memory};
use domain::wire::file::FileState;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use tus::{Command, Event, Request, Response};

/// Bytes of one PATCH: on a slow mobile link (0.75 Mbit/s) less than three seconds, so that the acknowledged progress moves
/// and a cut costs little.
const CHUNK: u64 = 256 * 1_024;
/// Milliseconds between two looks of the watchdog.
const WATCH: u32 = 2_000;

/// One file on its way: carries out what the state machine commands, and tells it what happens.
#[derive(Debug)]
pub(super) struct Transfer {
    pub(super) row: Row,
    file: web_sys::File,
    fingerprint: Option<String>,
    metadata: String,
    upload: RefCell<tus::Upload>,
    has_begun: Cell<bool>,
    /// The request in flight, and its number: what is told by an older one counts no more.
    request: RefCell<Option<UploadRequest>>,
    number: Cell<u32>,
    /// The pause that counts.
    pause: Cell<u32>,
    /// When something last moved, ms.
    moved: Cell<f64>,
    /// Told when it is over or stuck.
    settled: Callback<()>,
}

impl Transfer {
    pub(super) fn new(
        row: Row,
        file: web_sys::File,
        content: Content,
        draft: String,
        settled: Callback<()>,
    ) -> Rc<Self> {
        let kind = file.type_();
        let metadata = tus::upload_metadata(&[
            ("draft", &draft),
            ("slot", &row.slot),
            ("filename", &row.name),
            ("filetype", if kind.is_empty() { "application/octet-stream" } else { &kind }),
        ]);
        Rc::new(Self {
            upload: RefCell::new(tus::Upload::new(tus::Options {
                chunk: CHUNK,
                url: row.id.get_untracked().map(|id| api::uploads::of(&id)),
                ..tus::Options::new(api::uploads::endpoint(), content.size)
            })),
            row,
            file,
            fingerprint: content.fingerprint,
            metadata,
            has_begun: Cell::new(false),
            request: RefCell::new(None),
            number: Cell::new(0),
            pause: Cell::new(0),
            moved: Cell::new(0.0),
            settled,
        })
    }

    pub(super) fn has_begun(&self) -> bool {
        self.has_begun.get()
    }

    /// Takes one of the places for transfers at a time.
    pub(super) fn is_running(&self) -> bool {
        let state = self.row.state.get_untracked();
        self.has_begun()
            && !self.is_over()
            && !matches!(state, RowState::Failed(_) | RowState::Sending(tus::Phase::Paused))
    }

    /// Nothing more will happen.
    pub(super) fn is_over(&self) -> bool {
        use RowState::{Accepted, NeedsFile, Rejected, Removed, Unreadable};
        let state = self.row.state.get_untracked();
        matches!(state, Accepted | Rejected(_) | Unreadable | Removed | NeedsFile { .. })
    }

    pub(super) fn begin(self: &Rc<Self>) {
        self.has_begun.set(true);
        self.tell(Event::Start);
    }

    /// Tells the state machine what happened, and does what it wants.
    pub(super) fn tell(self: &Rc<Self>, event: Event) {
        let commands = match self.upload.try_borrow_mut() {
            Ok(mut upload) => upload.handle(event, random::jitter()),
            Err(_) => return,
        };
        for command in commands {
            self.carry_out(command);
        }
    }

    fn carry_out(self: &Rc<Self>, command: Command) {
        match command {
            Command::Create { length, .. } => {
                let length = length.to_string();
                let headers =
                    [("Upload-Length", length.as_str()), ("Upload-Metadata", &self.metadata)];
                self.send(Request::Create, "POST", &api::uploads::endpoint(), &headers, None);
            }
            Command::Head { url } => self.send(Request::Head, "HEAD", &url, &[], None),
            Command::Patch { url, offset, len } => {
                let offset_text = offset.to_string();
                let headers =
                    [("Upload-Offset", offset_text.as_str()), ("Content-Type", tus::CONTENT_TYPE)];
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "a double holds every offset in a file"
                )]
                let chunk = self.file.slice_with_f64_and_f64(offset as f64, (offset + len) as f64);
                match chunk {
                    Ok(chunk) => self.send(Request::Patch, "PATCH", &url, &headers, Some(chunk)),
                    Err(_) => self.finish(RowState::Unreadable),
                }
            }
            Command::Delete { url } => self.send(Request::Delete, "DELETE", &url, &[], None),
            Command::AbortRequest => {
                self.number.set(self.number.get().wrapping_add(1));
                if let Some(request) = self.request.take() {
                    let _ = request.xhr.abort();
                }
            }
            Command::WaitMs(ms) => self.wait(u32::try_from(ms).unwrap_or(u32::MAX)),
            Command::WaitOnline => {}
            Command::AskSignIn => self.ask_sign_in(),
            Command::Remember { url, .. } => self.remember(&url),
            Command::Forget => {
                if let Some(id) = self.row.id.get_untracked() {
                    memory::forget(&id);
                }
            }
            Command::Report(snapshot) => {
                self.row.received.set(snapshot.acknowledged);
                match snapshot.phase {
                    tus::Phase::Cancelled => self.finish(RowState::Removed),
                    tus::Phase::NeedsSource => self.finish(RowState::Unreadable),
                    tus::Phase::Done | tus::Phase::Failed | tus::Phase::Cancelling => {}
                    phase => self.row.set(RowState::Sending(phase)),
                }
            }
            Command::Done { url } => self.judge(&url),
            Command::Failed(failure) => self.finish(RowState::Failed(failure)),
        }
    }

    fn send(
        self: &Rc<Self>,
        kind: Request,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<web_sys::Blob>,
    ) {
        let number = self.number.get().wrapping_add(1);
        self.number.set(number);
        self.moved.set(clock::now_ms());
        let mut all = vec![("Tus-Resumable", tus::VERSION)];
        all.extend(headers);
        let Ok(request) = UploadRequest::open(method, url, &all) else {
            return self.finish(RowState::Failed(tus::Failure::BadAnswer));
        };
        let sending = UploadRequest { xhr: request.xhr.clone() };
        self.request.replace(Some(request));
        let transfer = Rc::clone(self);
        spawn_local(async move {
            let progress = Rc::downgrade(&transfer);
            let answer = sending.send(body.as_ref(), move |sent| {
                if let Some(transfer) = progress.upgrade() {
                    transfer.progress(number, sent);
                }
            });
            let answer = answer.await;
            if transfer.number.get() == number {
                transfer.request.take();
                transfer.tell(match answer {
                    Some(answer) => Event::Response(response(kind, &answer)),
                    None => Event::NetworkError,
                });
            }
        });
        self.watch(number);
    }

    fn progress(self: &Rc<Self>, number: u32, sent: u64) {
        if self.number.get() == number {
            self.moved.set(clock::now_ms());
            self.tell(Event::Progress { sent_in_request: sent });
        }
    }

    /// A request in which nothing moves is dead, even if the browser does not know yet.
    fn watch(self: &Rc<Self>, number: u32) {
        let transfer = Rc::clone(self);
        spawn_local(async move {
            loop {
                clock::wait(WATCH).await;
                let is_in_flight =
                    transfer.number.get() == number && transfer.request.borrow().is_some();
                let limit = transfer.upload.try_borrow().ok().and_then(|upload| upload.stall_ms());
                let Some(limit) = limit.filter(|_| is_in_flight) else { return };
                #[expect(clippy::cast_precision_loss, reason = "milliseconds")]
                if clock::now_ms() - transfer.moved.get() > limit as f64 {
                    return transfer.tell(Event::Stalled);
                }
            }
        });
    }

    fn wait(self: &Rc<Self>, ms: u32) {
        let pause = self.pause.get().wrapping_add(1);
        self.pause.set(pause);
        let transfer = Rc::clone(self);
        spawn_local(async move {
            clock::wait(ms.max(1)).await;
            if transfer.pause.get() == pause {
                transfer.tell(Event::Timer);
            }
        });
    }

    fn ask_sign_in(self: &Rc<Self>) {
        let transfer = Rc::clone(self);
        spawn_local(async move {
            match api::auth::session().await {
                Ok(session) if session.citizen.is_some() => transfer.tell(Event::SignedIn),
                _ => api::sign_in_required(),
            }
        });
    }

    fn remember(&self, url: &str) {
        let id = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        if let Some(fingerprint) = &self.fingerprint {
            memory::remember(fingerprint, &id);
        }
        self.row.id.set(Some(id));
    }

    /// Every byte has arrived: what does the server say of them?
    fn judge(self: &Rc<Self>, url: &str) {
        self.remember_id(url);
        self.row.set(RowState::Judging);
        let transfer = Rc::clone(self);
        spawn_local(async move {
            let id = transfer.row.id.get_untracked().unwrap_or_default();
            let mut pause = 1_000;
            let verdict = loop {
                match api::uploads::one(&id).await {
                    Ok(file) => break file,
                    // Removed in another tab.
                    Err(error) if error.code() == Some(ProblemCode::NotFound) => {
                        return transfer.finish(RowState::Removed);
                    }
                    Err(error) if error.is_passing() || error.code().is_some() => {
                        clock::wait(pause).await;
                        pause = (pause * 2).min(30_000);
                    }
                    Err(_) => return transfer.finish(RowState::Failed(tus::Failure::BadAnswer)),
                }
            };
            transfer.finish(match (verdict.state, verdict.error) {
                (FileState::Accepted, _) => RowState::Accepted,
                (_, Some(error)) => RowState::Rejected(error),
                (_, None) => RowState::Unreadable,
            });
        });
    }

    fn remember_id(&self, url: &str) {
        if self.row.id.get_untracked().is_none() {
            let id = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            self.row.id.set(Some(id.to_owned()));
        }
    }

    fn finish(&self, state: RowState) {
        self.row.set(state);
        self.settled.run(());
    }
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
