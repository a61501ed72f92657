//! Files of one owner: the server's list merged with what happens here.

mod choosing;

use super::row::{Row, RowState, moment};
use super::transfer::{List, queue};
use crate::api::{self, ApiError};
use crate::platform::uploads as memory;
use crate::state::action::commit;
use domain::wire::file::FileInfo;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Resolves when the draft is saved: the server accepts a document only if the saved answers ask for it.
pub(crate) type Ready = Pin<Box<dyn Future<Output = ()>>>;

/// What files belong to, by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    Draft(String),
    /// The next message about an application.
    Application(String),
    /// The next message in a question.
    Question(String),
}

impl Owner {
    /// Its name in the metadata of an upload, and its id.
    pub(super) fn named(&self) -> (&'static str, &str) {
        match self {
            Self::Draft(id) => ("draft", id),
            Self::Application(id) => ("application", id),
            Self::Question(id) => ("question", id),
        }
    }

    /// Whether the server lists unfinished and rejected files, too: of a message only accepted ones.
    fn lists_all(&self) -> bool {
        matches!(self, Self::Draft(_))
    }
}

/// Fetches the list of an owner's files, by its id.
pub(crate) type Fetch =
    fn(String) -> Pin<Box<dyn Future<Output = Result<Vec<FileInfo>, ApiError>>>>;

#[derive(Debug)]
pub(super) struct Files {
    pub(super) owner: Owner,
    fetch: Fetch,
    /// Limit for all files together in bytes, if the service has one.
    total_limit: Option<u64>,
    pub(super) rows: ArcRwSignal<Vec<Row>>,
    /// Ids of files removed here: an older list may still have them.
    removed: RefCell<Vec<String>>,
    /// The list was just fetched with the page.
    is_fresh: Cell<bool>,
}

impl Files {
    pub(super) fn new(
        owner: Owner,
        list: Vec<FileInfo>,
        total_limit: Option<u64>,
        fetch: Fetch,
    ) -> Rc<Self> {
        Rc::new(Self {
            owner,
            fetch,
            total_limit,
            rows: ArcRwSignal::new(list.into_iter().map(Row::of_server).collect()),
            removed: RefCell::default(),
            is_fresh: Cell::new(true),
        })
    }

    /// Removes a file here and on the server, in any state.
    pub(super) fn remove(self: &Rc<Self>, row: Row) {
        let before = row.now();
        row.set(RowState::Removing);
        if row.id_now().is_none() && queue::transfer_of(row.key).is_none() {
            // It was never sent.
            return self.drop_row(&row);
        }
        // Before the request: another tab that is sending this file would create it again.
        row.id_now().iter().for_each(|id| memory::announce_removed(id));
        let files = Rc::clone(self);
        commit(async move {
            if let Err(error) = files.take_away(&row).await {
                row.set(RowState::NotRemoved { before: Box::new(before), error });
            }
        });
    }

    /// Drops a file that another tab removes.
    pub(super) fn on_removed(&self, id: &str) {
        let rows = self.rows.get_untracked();
        let Some(row) = rows.iter().find(|row| row.id_now().as_deref() == Some(id)) else { return };
        if let Some(transfer) = queue::transfer_of(row.key) {
            transfer.abandon();
        }
        self.drop_row(row);
    }

    /// Fetches the list.
    pub(super) async fn refresh(self: Rc<Self>) {
        let began = moment();
        let (_, id) = self.owner.named();
        if let Ok(list) = (self.fetch)(id.to_owned()).await {
            self.join(list, began);
        }
    }

    /// [`refresh`](Self::refresh), unless the list was just fetched with the page.
    pub(super) fn refresh_if_old(self: &Rc<Self>) {
        if !self.is_fresh.replace(false) {
            commit(Rc::clone(self).refresh());
        }
    }

    /// Merges the server's `list`, requested at the [`moment`] `began`. Changes made here since then are newer.
    pub(super) fn join(&self, list: Vec<FileInfo>, began: u32) {
        let mut rows = self.rows.get_untracked();
        rows.retain(|row| {
            let Some(id) = row.id_now() else { return true };
            let is_listed = list.iter().any(|file| file.id == id);
            let cannot_be_listed = !self.owner.lists_all() && row.now() != RowState::Accepted;
            let stays = is_listed || cannot_be_listed || row.is_newer_than(began) || is_busy(row);
            if !stays {
                memory::forget(&id);
            }
            stays
        });
        for file in list {
            if self.removed.borrow().contains(&file.id) {
                continue;
            }
            let known = rows.iter().find(|row| row.id_now().as_ref() == Some(&file.id));
            match known {
                Some(row) if row.is_newer_than(began) || queue::transfer_of(row.key).is_some() => {}
                Some(row) => row.update(&file),
                // Probably a row whose id is still in flight.
                None if rows.iter().any(|row| may_be(row, &file)) => {}
                None => rows.push(Row::of_server(file)),
            }
        }
        let keys = |rows: &[Row]| rows.iter().map(|row| row.key).collect::<Vec<_>>();
        if self.rows.with_untracked(|now| keys(now) != keys(&rows)) {
            self.rows.set(rows);
        }
    }

    /// The draft was sent. Unfinished files are not part of it, and the server has dropped them.
    pub(super) fn sent(&self) {
        let ids = self.rows.get_untracked().into_iter().filter_map(|row| row.id_now());
        ids.for_each(|id| memory::forget(&id));
        self.abandon();
    }

    /// Drops a row whose file was sent with a message.
    pub(super) fn drop_sent(&self, row: &Row) {
        row.id_now().iter().for_each(|id| memory::forget(id));
        self.drop_row(row);
    }

    /// Abandons files that are still being checked or sent.
    pub(super) fn abandon(&self) {
        for row in self.rows.get_untracked() {
            if let Some(transfer) = queue::transfer_of(row.key) {
                transfer.abandon();
            }
            if row.now().is_unfinished() {
                row.set(RowState::Removed);
            }
        }
    }

    /// Whether a file is in progress, or has failed without a screen showing it.
    pub(super) fn is_needed(&self) -> bool {
        self.rows.with_untracked(|rows| {
            rows.iter().any(|row| {
                let has_missed = row.watch.with_untracked(|watch| watch.has_missed);
                row.now().is_on_its_way() || has_missed || is_busy(row)
            })
        })
    }

    /// Deletes a row's upload on the server.
    async fn take_away(&self, row: &Row) -> Result<(), ApiError> {
        if let Some(transfer) = queue::transfer_of(row.key) {
            transfer.cancel().await;
        } else if let Some(id) = row.id_now() {
            match api::uploads::remove(&id).await {
                Err(error) if error.code() != Some(ProblemCode::NotFound) => return Err(error),
                _ => memory::forget(&id),
            }
        }
        self.drop_row(row);
        Ok(())
    }

    fn replace(&self, old: &Row, new: Row) {
        self.rows.update(|rows| {
            if let Some(row_there) = rows.iter_mut().find(|row| row.key == old.key) {
                *row_there = new;
            }
        });
    }
}

impl List for Files {
    fn owner(&self) -> (&'static str, &str) {
        self.owner.named()
    }

    /// Sets the id, and drops another row with the same one: the server's list may have brought the file first.
    fn set_id(&self, row: &Row, id: String) {
        row.set_id(id.clone());
        let is_double = |other: &Row| other.key != row.key && other.id_now().as_ref() == Some(&id);
        if self.rows.with_untracked(|rows| rows.iter().any(is_double)) {
            self.rows.update(|rows| rows.retain(|other| !is_double(other)));
        }
    }

    fn drop_row(&self, row: &Row) {
        row.set(RowState::Removed);
        self.removed.borrow_mut().extend(row.id_now());
        if self.rows.with_untracked(|rows| rows.iter().any(|other| other.key == row.key)) {
            self.rows.update(|rows| rows.retain(|other| other.key != row.key));
        }
    }
}

/// Whether this page is sending or removing the file.
fn is_busy(row: &Row) -> bool {
    queue::transfer_of(row.key).is_some() || row.now() == RowState::Removing
}

/// Whether a row without an id yet may be this file of the server's list.
fn may_be(row: &Row, file: &FileInfo) -> bool {
    row.id_now().is_none()
        && matches!(row.now(), RowState::Sending(_))
        && (&row.slot, &row.name, row.bytes) == (&file.slot, &file.name, file.bytes)
}
