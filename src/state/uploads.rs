//! The browser's side of `crates/tus`: files of a draft, from the choice to the server's verdict.
//!
//! Bytes never enter the app's memory but for the few kilobytes that tell a file's type: Blobs go straight to
//! XMLHttpRequest, because fetch has no upload progress.

mod content;
mod request;
mod row;
mod transfer;

pub(crate) use row::{Row, RowState};

use crate::api;
use crate::platform::{network, uploads as memory};
use crate::state::session::SessionState;
use content::Content;
use domain::file::{FilePolicy, Usage, check_offer};
use domain::form::{Attached, Slot};
use domain::wire::file::{FileInfo, FileState};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use transfer::Transfer;

/// Transfers at a time; the rest wait their turn, so that saving answers always finds a free connection.
const AT_A_TIME: usize = 2;

/// The files of one draft.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Uploads {
    draft: StoredValue<String>,
    /// Bytes of all files together, where the service limits them.
    total_limit: Option<u64>,
    rows: RwSignal<Vec<Row>>,
    transfers: StoredValue<Vec<Rc<Transfer>>, LocalStorage>,
}

impl Uploads {
    pub(crate) fn new(draft: String, files: Vec<FileInfo>, total_limit: Option<u64>) -> Self {
        let uploads = Self {
            draft: StoredValue::new(draft),
            total_limit,
            rows: RwSignal::new(files.into_iter().map(Row::of_server).collect()),
            transfers: StoredValue::new_local(Vec::new()),
        };
        network::on_online(move || uploads.tell_all(&tus::Event::Online));
        network::on_offline(move || uploads.tell_all(&tus::Event::Offline));
        let session = SessionState::current();
        Effect::watch(
            move || session.renewals(),
            move |_, _, _| uploads.tell_all(&tus::Event::SignedIn),
            false,
        );
        // The route is left: what has arrived stays on the server and is continued from there.
        on_cleanup(move || uploads.tell_all(&tus::Event::Pause));
        uploads
    }

    /// The rows of a slot.
    pub(crate) fn of_slot(self, slot: &str) -> Vec<Row> {
        self.rows.with(|rows| rows.iter().filter(|row| row.slot == slot).cloned().collect())
    }

    /// The documents that count: accepted by the server.
    pub(crate) fn attached(self) -> Vec<Attached> {
        self.rows.with(|rows| {
            let accepted = rows.iter().filter(|row| row.state.get() == RowState::Accepted);
            accepted.map(|row| Attached { slot: row.slot.clone(), bytes: row.bytes }).collect()
        })
    }

    /// The names of the accepted documents of a slot.
    pub(crate) fn names_in(self, slot: &str) -> Vec<String> {
        let rows = self.of_slot(slot).into_iter();
        rows.filter(|row| row.state.get() == RowState::Accepted).map(|row| row.name).collect()
    }

    /// Whether something of a slot is still on its way.
    pub(crate) fn is_busy(self, slot: &str) -> bool {
        self.of_slot(slot).iter().any(|row| row.state.get().is_on_its_way())
    }

    /// Takes a file that the citizen chose: checks it on this device, then sends it, or goes on with it, once `ready`.
    pub(crate) fn add(
        self,
        slot: &Slot,
        file: web_sys::File,
        ready: Pin<Box<dyn Future<Output = ()>>>,
    ) {
        let row = Row::chosen(&slot.id, &file);
        self.rows.update(|rows| rows.push(row.clone()));
        let policy = slot.policy.clone();
        spawn_local(async move {
            let Some(content) = Content::read(&file).await else {
                return row.set(RowState::Unreadable);
            };
            ready.await;
            if let Some(known) = self.unfinished(&row.slot, &content) {
                self.drop_row(&row);
                return self.send(known, file, content);
            }
            match self.check(&row, &content, &policy) {
                Ok(()) => self.send(row, file, content),
                Err(error) => row.set(RowState::Rejected(error)),
            }
        });
    }

    /// Goes on with an unfinished upload whose file the citizen has chosen again.
    pub(crate) fn go_on(self, row: Row, file: web_sys::File) {
        spawn_local(async move {
            let Some(content) = Content::read(&file).await else {
                return row.set(RowState::Unreadable);
            };
            let known = row.id.get_untracked().and_then(|id| memory::fingerprint_of(&id));
            let same_content =
                known.is_none() || known.as_deref() == content.fingerprint.as_deref();
            if content.size == row.bytes && same_content {
                self.send(row, file, content);
            } else {
                row.set(RowState::NeedsFile { other: true });
            }
        });
    }

    pub(crate) fn pause(self, row: &Row) {
        self.tell(row, tus::Event::Pause);
        self.start_next();
    }

    pub(crate) fn resume(self, row: &Row) {
        self.tell(row, tus::Event::Resume);
    }

    /// Takes a file away, here and on the server.
    pub(crate) fn remove(self, row: Row) {
        if self.transfer_of(&row).is_some() {
            row.set(RowState::Removing);
            return self.tell(&row, tus::Event::Cancel);
        }
        let Some(id) = row.id.get_untracked() else { return self.drop_row(&row) };
        let before = row.state.get_untracked();
        row.set(RowState::Removing);
        spawn_local(async move {
            match api::uploads::remove(&id).await {
                Err(error)
                    if error.code() != Some(domain::wire::problem::ProblemCode::NotFound) =>
                {
                    row.set(RowState::NotRemoved { before: Box::new(before), error });
                }
                _ => {
                    memory::forget(&id);
                    self.drop_row(&row);
                }
            }
        });
    }

    fn check(
        self,
        row: &Row,
        content: &Content,
        policy: &FilePolicy,
    ) -> Result<(), domain::file::FileError> {
        let others = self.rows.with_untracked(|rows| {
            let others = rows.iter().filter(|other| other.key != row.key && other.counts());
            others.map(|other| (other.slot == row.slot, other.bytes)).collect::<Vec<_>>()
        });
        let count = others.iter().filter(|(same_slot, _)| *same_slot).count();
        let usage = Usage {
            count: u8::try_from(count).unwrap_or(u8::MAX),
            total_bytes: others.iter().map(|(_, bytes)| bytes).sum(),
            total_limit: self.total_limit,
        };
        check_offer(&row.name, content.size, &content.head, &content.tail, policy, usage)
            .map(|_| ())
    }

    /// An upload of the same content into the same slot that was cut by a reload.
    fn unfinished(self, slot: &str, content: &Content) -> Option<Row> {
        let id = content.fingerprint.as_deref().and_then(memory::recall)?;
        self.rows.with_untracked(|rows| {
            let same =
                |row: &&Row| row.slot == slot && row.id.get_untracked().as_deref() == Some(&id);
            let waits =
                |row: &&Row| matches!(row.state.get_untracked(), RowState::NeedsFile { .. });
            rows.iter().filter(same).find(waits).cloned()
        })
    }

    fn send(self, row: Row, file: web_sys::File, content: Content) {
        row.set(RowState::Queued);
        let draft = self.draft.get_value();
        let transfer =
            Transfer::new(row, file, content, draft, Callback::new(move |()| self.settle()));
        self.transfers.update_value(|transfers| transfers.push(transfer));
        self.start_next();
    }

    fn start_next(self) {
        let Some(transfers) = self.transfers.try_get_value() else { return };
        let running = transfers.iter().filter(|transfer| transfer.is_running()).count();
        let waiting = transfers.iter().filter(|transfer| !transfer.has_begun());
        for transfer in waiting.take(AT_A_TIME.saturating_sub(running)) {
            transfer.begin();
        }
    }

    /// Lets go of what is over, and begins what waited for it.
    fn settle(self) {
        self.transfers
            .try_update_value(|transfers| transfers.retain(|transfer| !transfer.is_over()));
        let is_removed = |row: &Row| row.state.get_untracked() == RowState::Removed;
        if self.rows.try_with_untracked(|rows| rows.iter().any(is_removed)) == Some(true) {
            self.rows.try_update(|rows| rows.retain(|row| !is_removed(row)));
        }
        self.start_next();
    }

    fn drop_row(self, row: &Row) {
        self.rows.try_update(|rows| rows.retain(|other| other.key != row.key));
    }

    fn transfer_of(self, row: &Row) -> Option<Rc<Transfer>> {
        let transfers = self.transfers.try_get_value()?;
        transfers.into_iter().find(|transfer| transfer.row.key == row.key)
    }

    fn tell(self, row: &Row, event: tus::Event) {
        if let Some(transfer) = self.transfer_of(row) {
            transfer.tell(event);
        }
    }

    fn tell_all(self, event: &tus::Event) {
        for transfer in self.transfers.try_get_value().unwrap_or_default() {
            transfer.tell(event.clone());
        }
    }
}

impl Row {
    /// Whether the file takes a place in its slot.
    fn counts(&self) -> bool {
        !matches!(
            self.state.get_untracked(),
            RowState::Rejected(_) | RowState::Unreadable | RowState::Removed | RowState::Checking
        )
    }

    fn of_server(file: FileInfo) -> Self {
        let state = match (file.state, file.error) {
            (FileState::Accepted, _) => RowState::Accepted,
            (FileState::Rejected, Some(error)) => RowState::Rejected(error),
            (FileState::Rejected, None) => RowState::Unreadable,
            (FileState::Uploading, _) => RowState::NeedsFile { other: false },
        };
        Self::new(file.slot, file.name, file.bytes, Some(file.id), file.received, state)
    }
}
