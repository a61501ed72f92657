//! The browser's side of `crates/tus`: files of drafts, from the choice to the server's verdict. A page opens the files of
//! its draft here; going to another page stops nothing.
//!
//! Bytes never enter the app's memory but for the few kilobytes that tell a file's type: Blobs go straight to
//! XMLHttpRequest, because fetch has no upload progress.

mod all;
mod aside;
mod files;
mod request;
mod row;
mod source;
mod transfer;

pub(crate) use files::Ready;
pub(crate) use row::{Row, RowState};

use crate::platform::page;
use crate::state::action::commit;
use domain::form::{Attached, Slot};
use domain::wire::file::FileInfo;
use files::Files;
use leptos::prelude::*;
use std::future::Future;
use std::rc::Rc;
use transfer::turns;

/// What a page sees of the files of its draft.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Uploads {
    files: StoredValue<Rc<Files>, LocalStorage>,
}

impl Uploads {
    /// Opens the files of a draft; `list` has just come from the server.
    pub(crate) fn new(draft: String, list: Vec<FileInfo>, total_limit: Option<u64>) -> Self {
        let files = all::open(&draft, list, total_limit);
        // On a phone the citizen was perhaps away to send a photo from elsewhere.
        page::on_visible({
            let files = Rc::clone(&files);
            move || commit(Rc::clone(&files).refresh())
        });
        let uploads = Self { files: StoredValue::new_local(Rc::clone(&files)) };
        let leaving = StoredValue::new_local(files);
        on_cleanup(move || {
            leaving.try_with_value(all::close);
        });
        uploads
    }

    /// The rows of a slot.
    pub(crate) fn of_slot(self, slot: &str) -> Vec<Row> {
        self.rows(|row| row.slot == slot)
    }

    /// The documents that count: accepted by the server.
    pub(crate) fn attached(self) -> Vec<Attached> {
        let accepted = self.rows(|row| row.state.get() == RowState::Accepted).into_iter();
        accepted.map(|row| Attached { slot: row.slot, bytes: row.bytes }).collect()
    }

    /// The names of the accepted documents of a slot.
    pub(crate) fn names_in(self, slot: &str) -> Vec<String> {
        let rows = self.of_slot(slot).into_iter();
        rows.filter(|row| row.state.get() == RowState::Accepted).map(|row| row.name).collect()
    }

    /// Files that were chosen and are not in the application: those that were begun, and refused ones unless another one was
    /// taken for the same document since.
    pub(crate) fn missing(self) -> Vec<Row> {
        let mut rows =
            self.rows(|row| row.state.with(|state| state.is_unfinished() || state.is_refused()));
        let taken = self.rows(|row| row.state.get() == RowState::Accepted);
        rows.retain(|row| {
            let is_after = |other: &Row| other.slot == row.slot && other.key > row.key;
            !row.state.with(RowState::is_refused) || !taken.iter().any(is_after)
        });
        rows
    }

    /// Whether something of a slot is still on its way.
    pub(crate) fn is_busy(self, slot: &str) -> bool {
        self.of_slot(slot).iter().any(|row| row.state.with(RowState::is_on_its_way))
    }

    /// Takes a file that the citizen chose: checks it on this device, then sends it, or goes on with it, once `ready`.
    pub(crate) fn add(self, slot: &Slot, file: web_sys::File, ready: Ready) {
        self.files.with_value(|files| files.add(slot, file, ready));
    }

    /// Takes the file of a row that the browser has no more or cannot read.
    pub(crate) fn choose_again(self, row: Row, slot: &Slot, file: web_sys::File, ready: Ready) {
        let policy = slot.policy.clone();
        self.files.with_value(|files| files.choose_again(row, policy, file, ready));
    }

    pub(crate) fn pause(self, row: &Row) {
        if let Some(transfer) = turns::of(row.key) {
            transfer.tell(tus::Event::Pause);
        }
    }

    pub(crate) fn resume(self, row: &Row) {
        if let Some(transfer) = turns::of(row.key) {
            turns::want(&transfer);
        }
    }

    /// Takes a file away, here and on the server.
    pub(crate) fn remove(self, row: Row) {
        self.files.with_value(|files| files.remove(row));
    }

    /// Looks whether files were added or removed elsewhere since the page was opened.
    pub(crate) fn catch_up(self) {
        self.files.with_value(Files::refresh_if_old);
    }

    /// Ready when the list is that of the server, or cannot be had. Touches nothing of the page.
    pub(crate) fn refreshed(self) -> impl Future<Output = ()> + use<> {
        self.files.get_value().refresh()
    }

    /// For the end of the draft, whether or not the page is still there then.
    pub(crate) fn sent(self) -> impl FnOnce() {
        let files = self.files.get_value();
        move || all::sent(&files)
    }

    /// Those that `are` wanted, tracked.
    fn rows(self, are: impl Fn(&Row) -> bool) -> Vec<Row> {
        let rows = self.files.with_value(|files| files.rows.clone());
        rows.with(|rows| rows.iter().filter(|row| are(row)).cloned().collect())
    }
}
