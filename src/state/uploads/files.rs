//! The files of one draft, as they are known here and on the server.

mod choosing;

use super::row::{Row, RowState, moment};
use super::transfer::{List, turns};
use crate::api;
use crate::platform::uploads as memory;
use crate::state::action::commit;
use domain::wire::file::FileInfo;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Ready when the draft is saved: the server takes documents only where the saved answers ask for them.
pub(crate) type Ready = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Debug)]
pub(super) struct Files {
    pub(super) draft: String,
    /// Bytes of all files together, where the service limits them.
    total_limit: Option<u64>,
    pub(super) rows: ArcRwSignal<Vec<Row>>,
    /// Ids of files that were removed here: an older list may still have them.
    removed: RefCell<Vec<String>>,
    /// The list has just come from the server.
    is_fresh: Cell<bool>,
}

impl Files {
    pub(super) fn new(draft: String, list: Vec<FileInfo>, total_limit: Option<u64>) -> Rc<Self> {
        Rc::new(Self {
            draft,
            total_limit,
            rows: ArcRwSignal::new(list.into_iter().map(Row::of_server).collect()),
            removed: RefCell::default(),
            is_fresh: Cell::new(true),
        })
    }

    /// Takes a file away, here and on the server, whatever is happening to it.
    pub(super) fn remove(self: &Rc<Self>, row: Row) {
        let before = row.now();
        row.set(RowState::Removing);
        if row.id_now().is_none() && turns::of(row.key).is_none() {
            // The server knows nothing of it, and will not.
            return self.drop_row(&row);
        }
        // Before the server knows: another tab that sends it would begin anew what is gone.
        row.id_now().iter().for_each(|id| memory::tell_removed(id));
        let files = Rc::clone(self);
        commit(async move {
            if let Err(error) = files.take_away(&row).await {
                row.set(RowState::NotRemoved { before: Box::new(before), error });
            }
        });
    }

    /// Another tab takes a file away.
    pub(super) fn is_removed(&self, id: &str) {
        let rows = self.rows.get_untracked();
        let Some(row) = rows.iter().find(|row| row.id_now().as_deref() == Some(id)) else { return };
        if let Some(transfer) = turns::of(row.key) {
            transfer.abandon();
        }
        self.drop_row(row);
    }

    /// Asks the server what it has by now.
    pub(super) async fn refresh(self: Rc<Self>) {
        let began = moment();
        if let Ok(draft) = api::drafts::one(&self.draft).await {
            self.join(draft.files, began);
        }
    }

    /// [`refresh`](Self::refresh), unless the list has just come with the page.
    pub(super) fn refresh_if_old(self: &Rc<Self>) {
        if !self.is_fresh.replace(false) {
            commit(Rc::clone(self).refresh());
        }
    }

    /// Joins what is known here with the server's `list`, which was asked for at the moment `began`. What has happened here
    /// since is newer.
    pub(super) fn join(&self, list: Vec<FileInfo>, began: u32) {
        let mut rows = self.rows.get_untracked();
        rows.retain(|row| {
            let Some(id) = row.id_now() else { return true };
            let is_listed = list.iter().any(|file| file.id == id);
            let stays = is_listed || row.is_newer_than(began) || is_ours(row);
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
                Some(row) if row.is_newer_than(began) || turns::of(row.key).is_some() => {}
                Some(row) => row.update(&file),
                // The answer that names it is on its way to us.
                None if rows.iter().any(|row| is_nameless(row, &file)) => {}
                None => rows.push(Row::of_server(file)),
            }
        }
        let keys = |rows: &[Row]| rows.iter().map(|row| row.key).collect::<Vec<_>>();
        if self.rows.with_untracked(|now| keys(now) != keys(&rows)) {
            self.rows.set(rows);
        }
    }

    /// The draft is sent: what has not arrived has no place any more, and the server has dropped it.
    pub(super) fn sent(&self) {
        let ids = self.rows.get_untracked().into_iter().filter_map(|row| row.id_now());
        ids.for_each(|id| memory::forget(&id));
        self.let_go();
    }

    /// Nothing more is sent of what has not arrived, nor of what is only being looked at.
    pub(super) fn let_go(&self) {
        for row in self.rows.get_untracked() {
            if let Some(transfer) = turns::of(row.key) {
                transfer.abandon();
            }
            if row.now().is_unfinished() {
                row.set(RowState::Removed);
            }
        }
    }

    /// Whether something moves, or ended badly while nobody looked.
    pub(super) fn is_needed(&self) -> bool {
        self.rows.with_untracked(|rows| {
            rows.iter().any(|row| {
                let has_missed = row.watch.with_untracked(|watch| watch.has_missed);
                row.now().is_on_its_way() || has_missed || is_ours(row)
            })
        })
    }

    /// Ready when the server has nothing of a row any more.
    async fn take_away(&self, row: &Row) -> Result<(), api::ApiError> {
        if let Some(transfer) = turns::of(row.key) {
            transfer.cancelled().await;
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
            if let Some(place) = rows.iter_mut().find(|row| row.key == old.key) {
                *place = new;
            }
        });
    }
}

impl List for Files {
    fn draft(&self) -> &str {
        &self.draft
    }

    /// The list of the server may have brought the same file as another row.
    fn named(&self, row: &Row, id: String) {
        row.named(id.clone());
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

/// Whether this page does something about the file just now.
fn is_ours(row: &Row) -> bool {
    turns::of(row.key).is_some() || row.now() == RowState::Removing
}

/// Whether a row may be a file of the list whose id has not been heard yet.
fn is_nameless(row: &Row, file: &FileInfo) -> bool {
    row.id_now().is_none()
        && matches!(row.now(), RowState::Sending(_))
        && (&row.slot, &row.name, row.bytes) == (&file.slot, &file.name, file.bytes)
}
