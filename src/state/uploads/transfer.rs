pub(super) mod queue;
mod verdict;
mod wire;

use super::request::UploadRequest;
use super::row::{Row, RowState};
use super::source::Source;
use crate::api;
use crate::platform::{random, uploads as memory};
use crate::state::generation::Generation;
use futures::channel::oneshot;
use queue::AnyTransfer;
use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use tus::{Command, Event, Phase, Request};

/// Bytes of one PATCH: less than three seconds on a slow mobile link (0.75 Mbit/s), so that acknowledged progress moves and
/// a lost connection costs little.
const CHUNK: u64 = 256 * 1_024;

/// The list that a file belongs to.
pub(super) trait List: Debug {
    /// The name in the metadata of an upload, and the id of what the file belongs to.
    fn owner(&self) -> (&'static str, &str);
    /// Sets the id that the server has given a row.
    fn set_id(&self, row: &Row, id: String);
    /// Removes a row that the server no longer has.
    fn drop_row(&self, row: &Row);
}

/// Upload of one file: carries out the commands of the state machine in `crates/tus` and reports events to it.
#[derive(Debug)]
pub(super) struct Transfer {
    pub(super) row: Row,
    list: Weak<dyn List>,
    source: RefCell<Source>,
    fingerprint: Option<String>,
    metadata: String,
    /// `Idempotency-Key` of the creation, which is sent again if its answer was lost.
    key: String,
    upload: RefCell<tus::Upload>,
    waits_for_turn: Cell<bool>,
    /// The upload has ended.
    is_over: Cell<bool>,
    /// The request in flight.
    request: RefCell<Option<UploadRequest>>,
    requests: Generation,
    pauses: Generation,
    /// Time of the last progress in ms.
    moved: Cell<f64>,
    /// Futures that wait for the end.
    waiters: RefCell<Vec<oneshot::Sender<()>>>,
}

impl Transfer {
    /// Resumes the row's upload if it has one, otherwise creates one.
    pub(super) fn new(
        list: Rc<dyn List>,
        row: Row,
        source: Source,
        fingerprint: Option<String>,
    ) -> Rc<Self> {
        let metadata = tus::upload_metadata(&[
            list.owner(),
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
            requests: Generation::default(),
            pauses: Generation::default(),
            moved: Cell::new(0.0),
            waiters: RefCell::default(),
        })
    }

    fn handle(self: &Rc<Self>, event: Event) {
        if self.is_over.get() {
            return;
        }
        let commands = match self.upload.try_borrow_mut() {
            Ok(mut upload) => upload.handle(event, random::jitter()),
            Err(_) => return,
        };
        let at_once: Vec<_> =
            commands.into_iter().filter_map(|command| self.carry_out(command)).collect();
        at_once.into_iter().for_each(|event| self.handle(event));
    }

    pub(super) fn is_over(&self) -> bool {
        self.is_over.get()
    }

    /// Ends the transfer in this state.
    pub(super) fn finish(&self, state: RowState) {
        let is_removed = state == RowState::Removed;
        self.row.set(state);
        if let Some(list) = self.list.upgrade().filter(|_| is_removed) {
            list.drop_row(&self.row);
        }
        self.end();
    }

    fn end(&self) {
        if self.is_over.replace(true) {
            return;
        }
        queue::remove(self.row.key);
        for waiter in self.waiters.take() {
            let _ = waiter.send(());
        }
    }

    fn phase(&self) -> Phase {
        self.upload.try_borrow().map_or(Phase::Idle, |upload| upload.snapshot().phase)
    }

    /// Carries out a command. Returns an event that it causes at once, to be handled after the other commands.
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
                self.learn_id(&url);
                if let (Some(id), Some(fingerprint)) = (self.row.id_now(), &self.fingerprint) {
                    memory::remember(fingerprint, &id);
                }
            }
            Command::Forget => self.row.id_now().iter().for_each(|id| memory::forget(id)),
            Command::Report(snapshot) => self.report(snapshot),
            Command::Done { url } => {
                self.learn_id(&url);
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
        queue::start_next();
    }

    fn learn_id(&self, url: &str) {
        let id = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        if self.row.id_now().as_ref() == Some(&id) {
            return;
        }
        match self.list.upgrade() {
            Some(list) => list.set_id(&self.row, id),
            None => self.row.set_id(id),
        }
    }
}

impl AnyTransfer for Transfer {
    fn row(&self) -> u32 {
        self.row.key
    }

    fn fingerprint(&self) -> Option<String> {
        self.fingerprint.clone()
    }

    fn is_running(&self) -> bool {
        use Phase::{Checking, Creating, Offline, Sending, SignIn, Waiting};
        let phase = self.phase();
        matches!(phase, Creating | Checking | Sending | Waiting | Offline | SignIn)
    }

    fn waits_for_turn(&self) -> bool {
        self.waits_for_turn.get()
    }

    fn wait_for_turn(&self) {
        // A complete upload has nothing left to send.
        if self.phase() != Phase::Done {
            self.row.set(RowState::Queued);
        }
        self.waits_for_turn.set(true);
    }

    fn go(self: Rc<Self>) {
        self.waits_for_turn.set(false);
        let event = if self.phase() == Phase::Idle { Event::Start } else { Event::Resume };
        Self::handle(&self, event);
    }

    fn handle(self: Rc<Self>, event: Event) {
        Self::handle(&self, event);
    }

    fn set_source(&self, source: Source) {
        self.source.replace(source);
    }

    fn cancel(self: Rc<Self>) -> Pin<Box<dyn Future<Output = ()>>> {
        let (sender, receiver) = oneshot::channel();
        self.waiters.borrow_mut().push(sender);
        self.waits_for_turn.set(false);
        if self.phase() == Phase::Done {
            verdict::remove(&self);
        } else {
            Self::handle(&self, Event::Cancel);
        }
        Box::pin(async move {
            let _ = receiver.await;
        })
    }

    fn abandon(&self) {
        self.abort();
        self.pauses.next();
        self.end();
    }
}
