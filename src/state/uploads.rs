//! The browser's side of `crates/tus`: files of drafts and of messages, from the choice to the server's verdict. A page opens its
//! files here; uploads go on when the citizen moves to another page.
//!
//! Only the few kilobytes that show a file's type enter the app's memory. Blobs go straight to XMLHttpRequest, because fetch
//! has no upload progress.

mod all;
mod aside;
mod files;
mod request;
mod row;
mod source;
mod transfer;

pub(crate) use files::{Fetch, Owner, Ready};
pub(crate) use row::{Row, RowState};

use crate::platform::page;
use crate::state::action::commit;
use domain::form::{Attached, Slot};
use domain::wire::file::FileInfo;
use files::Files;
use leptos::prelude::*;
use std::future::Future;
use std::rc::Rc;
use transfer::queue;

/// A page's handle on its files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Uploads {
    files: StoredValue<Rc<Files>, LocalStorage>,
}

impl Uploads {
    /// Opens the files of an owner; `list` was just fetched, and `fetch` fetches it again.
    pub(crate) fn new(
        owner: Owner,
        list: Vec<FileInfo>,
        total_limit: Option<u64>,
        fetch: Fetch,
    ) -> Self {
        let files = all::open(owner, list, total_limit, fetch);
        // The citizen may have sent a photo from another device meanwhile.
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

    /// Documents that the server has accepted.
    pub(crate) fn attached(self) -> Vec<Attached> {
        let accepted = self.rows(|row| row.state.get() == RowState::Accepted).into_iter();
        accepted.map(|row| Attached { slot: row.slot, bytes: row.bytes }).collect()
    }

    /// The names of the accepted documents of a slot.
    pub(crate) fn names_in(self, slot: &str) -> Vec<String> {
        let rows = self.of_slot(slot).into_iter();
        rows.filter(|row| row.state.get() == RowState::Accepted).map(|row| row.name).collect()
    }

    /// Chosen files that are not part of the application: unfinished ones, and refused ones unless a later file was accepted
    /// for the same document.
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

    /// Whether a file of the slot is still being sent or checked.
    pub(crate) fn is_busy(self, slot: &str) -> bool {
        self.of_slot(slot).iter().any(|row| row.state.with(RowState::is_on_its_way))
    }

    /// Checks a chosen file on this device, waits for `ready`, then uploads it or resumes its upload.
    pub(crate) fn add(self, slot: &Slot, file: web_sys::File, ready: Ready) {
        self.files.with_value(|files| files.add(slot, file, ready));
        follow();
    }

    /// Replaces the file of a row that the browser has lost or cannot read.
    pub(crate) fn choose_again(self, row: Row, slot: &Slot, file: web_sys::File, ready: Ready) {
        let policy = slot.policy.clone();
        self.files.with_value(|files| files.choose_again(row, policy, file, ready));
        follow();
    }

    pub(crate) fn pause(self, row: &Row) {
        if let Some(transfer) = queue::transfer_of(row.key) {
            transfer.handle(tus::Event::Pause);
        }
    }

    pub(crate) fn resume(self, row: &Row) {
        if let Some(transfer) = queue::transfer_of(row.key) {
            queue::enqueue(transfer);
        }
    }

    /// Removes a file here and on the server.
    pub(crate) fn remove(self, row: Row) {
        self.files.with_value(|files| files.remove(row));
    }

    /// Fetches the list unless it is new, to find files added or removed elsewhere.
    pub(crate) fn catch_up(self) {
        self.files.with_value(Files::refresh_if_old);
    }

    /// Fetches the list; resolves also if that fails. The future does not need the page.
    pub(crate) fn refreshed(self) -> impl Future<Output = ()> + use<> {
        self.files.get_value().refresh()
    }

    /// Returns a function to call when the draft is sent; it does not need the page.
    pub(crate) fn sent(self) -> impl FnOnce() {
        let files = self.files.get_value();
        move || all::sent(&files)
    }

    /// Some rows for who outlives the page.
    pub(crate) fn apart(self, rows: Vec<Row>) -> Apart {
        Apart { files: self.files.get_value(), rows }
    }

    /// Rows for which `are` holds, tracked.
    fn rows(self, are: impl Fn(&Row) -> bool) -> Vec<Row> {
        let rows = self.files.with_value(|files| files.rows.clone());
        rows.with(|rows| rows.iter().filter(|row| are(row)).cloned().collect())
    }
}

/// Some files of an owner, without a page.
#[derive(Debug)]
pub(crate) struct Apart {
    files: Rc<Files>,
    rows: Vec<Row>,
}

impl Apart {
    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Fetches the list of the owner.
    pub(crate) fn refresh(&self) {
        commit(Rc::clone(&self.files).refresh());
    }

    /// Drops the rows here: the files belong to something else now.
    pub(crate) fn drop_rows(&self) {
        self.rows.iter().for_each(|row| self.files.drop_sent(row));
    }
}

/// Follows uploads in progress from now on. Later than the screen draws a new row, so that nothing says that no screen shows it.
fn follow() {
    commit(async { all::follow_transfers() });
}
