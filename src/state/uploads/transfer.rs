pub(super) mod turns;
mod verdict;
mod wire;

use super::request::UploadRequest;
use super::row::{Row, RowState};
use super::source::Source;
use crate::api;
use crate::platform::{random, uploads as memory};
use futures::channel::oneshot;
use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::future::Future;
use std::rc::{Rc, Weak};
use tus::{Command, Event, Phase, Request};

/// Bytes of one PATCH: on a slow mobile link (0.75 Mbit/s) less than three seconds, so that the acknowledged progress moves
/// and a cut costs little.
const CHUNK: u64 = 256 * 1_024;

/// The list in which a file on its way stands.
pub(super) trait List: Debug {
    fn draft(&self) -> &str;
    /// The server has given a row its id.
    fn named(&self, row: &Row, id: String);
    /// The server has nothing of a row any more.
    fn drop_row(&self, row: &Row);
}

/// One file on its way: carries out what the state machine commands, and tells it what happens.
#[derive(Debug)]
pub(super) struct Transfer {
    pub(super) row: Row,
    list: Weak<dyn List>,
    source: RefCell<Source>,
    fingerprint: Option<String>,
    metadata: String,
    /// Makes a creation known that is sent again because its answer was lost.
    key: String,
    upload: RefCell<tus::Upload>,
    waits_for_turn: Cell<bool>,
    /// Nothing more will happen.
    is_over: Cell<bool>,
    /// The request in flight, and its number: what is told by an older one counts no more.
    request: RefCell<Option<UploadRequest>>,
    number: Cell<u32>,
    /// The pause that counts.
    pause: Cell<u32>,
    /// When something last moved, ms.
    moved: Cell<f64>,
    /// Those who wait for its end.
    waiters: RefCell<Vec<oneshot::Sender<()>>>,
}

impl Transfer {
    /// Goes on with the upload that the row has already, or begins one.
    pub(super) fn new(
        list: Rc<dyn List>,
        row: Row,
        source: Source,
        fingerprint: Option<String>,
    ) -> Rc<Self> {
        let metadata = tus::upload_metadata(&[
            ("draft", list.draft()),
            ("slot", &row.slot),
            ("filename", &row.name),
            ("filetype", &source.media_type()),
        ]);
        Rc::new(Self {
            upload: RefCell::new(tus::Upload::new(tus::Options {
                chunk: CHUNK,
                url: row.id_now().map(|id| api::uploads::of(&id)),
                ..tus::Options::new(api::uploads::endpoint(), row.bytes)
            })),
            row,
            list: Rc::downgrade(&list),
            source: RefCell::new(source),
            fingerprint,
            metadata,
            key: random::id(),
            waits_for_turn: Cell::new(false),
            is_over: Cell::new(false),
            request: RefCell::new(None),
            number: Cell::new(0),
            pause: Cell::new(0),
            moved: Cell::new(0.0),
            waiters: RefCell::default(),
        })
    }

    pub(super) fn fingerprint(&self) -> Option<String> {
        self.fingerprint.clone()
    }

    /// Takes one of the places for transfers at a time.
    pub(super) fn is_running(&self) -> bool {
        use Phase::{Checking, Creating, Offline, Sending, SignIn, Waiting};
        let phase = self.phase();
        matches!(phase, Creating | Checking | Sending | Waiting | Offline | SignIn)
    }

    pub(super) fn waits_for_turn(&self) -> bool {
        self.waits_for_turn.get()
    }

    pub(super) fn wait_for_turn(&self) {
        // What has arrived has nothing to send any more.
        if self.phase() != Phase::Done {
            self.row.set(RowState::Queued);
        }
        self.waits_for_turn.set(true);
    }

    /// Begins, or goes on.
    pub(super) fn go(self: &Rc<Self>) {
        self.waits_for_turn.set(false);
        self.tell(if self.phase() == Phase::Idle { Event::Start } else { Event::Resume });
    }

    /// The citizen has chosen the same bytes again.
    pub(super) fn has_found(&self, source: Source) {
        self.source.replace(source);
    }

    /// Deletes it, wherever it stands; ready when it is over.
    pub(super) fn cancelled(self: &Rc<Self>) -> impl Future<Output = ()> + use<> {
        let (told, hears) = oneshot::channel();
        self.waiters.borrow_mut().push(told);
        self.waits_for_turn.set(false);
        if self.phase() == Phase::Done {
            verdict::remove(self);
        } else {
            self.tell(Event::Cancel);
        }
        async move {
            let _ = hears.await;
        }
    }

    /// Stops without a word to the server, and for good.
    pub(super) fn abandon(self: &Rc<Self>) {
        self.abort();
        self.pause.set(self.pause.get().wrapping_add(1));
        self.end();
    }

    /// Tells the state machine what happened, and does what it wants.
    pub(super) fn tell(self: &Rc<Self>, event: Event) {
        if self.is_over.get() {
            return;
        }
        let commands = match self.upload.try_borrow_mut() {
            Ok(mut upload) => upload.handle(event, random::jitter()),
            Err(_) => return,
        };
        let at_once: Vec<_> =
            commands.into_iter().filter_map(|command| self.carry_out(command)).collect();
        at_once.into_iter().for_each(|event| self.tell(event));
    }

    pub(super) fn is_over(&self) -> bool {
        self.is_over.get()
    }

    /// Nothing more will happen to it.
    pub(super) fn finish(&self, state: RowState) {
        let is_removed = state == RowState::Removed;
        self.row.set(state);
        if let Some(list) = self.list.upgrade().filter(|_| is_removed) {
            list.drop_row(&self.row);
        }
        self.end();
    }

    fn end(&self) {
        self.is_over.set(true);
        turns::leave(self);
        for waiter in self.waiters.take() {
            let _ = waiter.send(());
        }
    }

    fn phase(&self) -> Phase {
        self.upload.try_borrow().map_or(Phase::Idle, |upload| upload.snapshot().phase)
    }

    /// What happens at once because of it, to be told when the rest is carried out.
    fn carry_out(self: &Rc<Self>, command: Command) -> Option<Event> {
        match command {
            Command::Create { length, round } => {
                let (length, key) = (length.to_string(), format!("{}-{round}", self.key));
                let headers = [
                    ("Upload-Length", length.as_str()),
                    ("Upload-Metadata", &self.metadata),
                    ("Idempotency-Key", &key),
                ];
                self.send(Request::Create, "POST", &api::uploads::endpoint(), &headers, None);
            }
            Command::Head { url } => self.send(Request::Head, "HEAD", &url, &[], None),
            Command::Patch { url, offset, len } => {
                let Some(piece) = self.source.borrow().piece(offset, len) else {
                    return Some(Event::SourceLost);
                };
                let offset = offset.to_string();
                let headers =
                    [("Upload-Offset", offset.as_str()), ("Content-Type", tus::CONTENT_TYPE)];
                self.send(Request::Patch, "PATCH", &url, &headers, Some(piece));
            }
            Command::Delete { url } => self.send(Request::Delete, "DELETE", &url, &[], None),
            Command::AbortRequest => self.abort(),
            Command::WaitMs(ms) => self.wait(u32::try_from(ms).unwrap_or(u32::MAX)),
            Command::WaitOnline => {}
            Command::AskSignIn => self.ask_sign_in(),
            Command::Remember { url, .. } => {
                self.has_id(&url);
                if let (Some(id), Some(fingerprint)) = (self.row.id_now(), &self.fingerprint) {
                    memory::remember(fingerprint, &id);
                }
            }
            Command::Forget => self.row.id_now().iter().for_each(|id| memory::forget(id)),
            Command::Report(snapshot) => self.report(snapshot),
            Command::Done { url } => {
                self.has_id(&url);
                verdict::judge(self);
            }
            Command::Failed(failure) => self.row.set(RowState::Failed(failure)),
        }
        None
    }

    fn report(&self, snapshot: tus::Snapshot) {
        self.row.receives(snapshot.acknowledged);
        match snapshot.phase {
            Phase::Cancelled => self.finish(RowState::Removed),
            Phase::NeedsSource => self.row.set(RowState::Unreadable),
            Phase::Idle | Phase::Done | Phase::Failed | Phase::Cancelling => {}
            _ if self.waits_for_turn.get() => {}
            phase => self.row.set(RowState::Sending(phase)),
        }
        turns::next();
    }

    fn has_id(&self, url: &str) {
        let id = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        if self.row.id_now().as_ref() == Some(&id) {
            return;
        }
        match self.list.upgrade() {
            Some(list) => list.named(&self.row, id),
            None => self.row.named(id),
        }
    }
}
