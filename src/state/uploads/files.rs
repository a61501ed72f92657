//! The files of one draft, from the choice to the server's verdict.

use super::all;
use super::row::{Row, RowState, moment};
use super::source::{Ends, Source};
use super::transfer::Transfer;
use super::turns;
use crate::api;
use crate::platform::uploads as memory;
use crate::state::action::commit;
use domain::file::{FileError, FilePolicy, Usage, check_offer};
use domain::form::Slot;
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

/// What is known of a file before a byte leaves the device.
struct Looked {
    source: Source,
    ends: Ends,
    fingerprint: Option<String>,
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

    /// Takes a file that the citizen chose: checks it on this device, then sends it, or goes on with it, once `ready`.
    pub(super) fn add(self: &Rc<Self>, slot: &Slot, file: web_sys::File, ready: Ready) {
        let source = Source::new(file);
        let row = Row::chosen(&slot.id, &source);
        self.rows.update(|rows| rows.push(row.clone()));
        self.take(row, source, slot.policy.clone(), ready);
    }

    /// Takes the file of a row that the browser has lost or could not read; another one where that makes sense.
    pub(super) fn choose_again(
        self: &Rc<Self>,
        row: Row,
        policy: FilePolicy,
        file: web_sys::File,
        ready: Ready,
    ) {
        let source = Source::new(file);
        if row.id_now().is_none() {
            // Not a byte has left.
            let new = Row::chosen(&row.slot, &source);
            self.replace(&row, new.clone());
            return self.take(new, source, policy, ready);
        }
        let files = Rc::clone(self);
        commit(async move {
            let looked = turns::reading(look(source.clone(), &row.name, &policy)).await;
            if row.is_unwanted() {
                return;
            }
            let known = row.id_now().and_then(|id| memory::fingerprint_of(&id));
            let transfer = turns::of(row.key);
            let known = transfer.as_ref().and_then(|transfer| transfer.fingerprint()).or(known);
            match looked {
                Ok(looked) if known.is_some() && known == looked.fingerprint => {
                    files.go_on(row, looked);
                }
                // Which file it was is known, and it was not changed under our hands: the citizen means another.
                _ if known.is_some() && transfer.is_none() => {
                    row.set(RowState::NeedsFile { other: true });
                }
                Err(RowState::Unreadable) => row.set(RowState::Unreadable),
                _ => files.begin_anew(&row, source, policy, ready).await,
            }
        });
    }

    /// Takes a file away, here and on the server, whatever is happening to it.
    pub(super) fn remove(self: &Rc<Self>, row: Row) {
        let before = row.now();
        row.set(RowState::Removing);
        if row.id_now().is_none() && turns::of(row.key).is_none() {
            // The server knows nothing of it, and will not.
            return self.drop_row(&row);
        }
        let files = Rc::clone(self);
        commit(async move {
            if let Err(error) = files.take_away(&row).await {
                row.set(RowState::NotRemoved { before: Box::new(before), error });
            }
        });
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
            is_listed || row.is_newer_than(began) || is_ours(row)
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
    pub(super) fn sent(self: &Rc<Self>) {
        for row in self.rows.get_untracked() {
            if let Some(transfer) = turns::of(row.key) {
                transfer.abandon();
            }
            row.id_now().iter().for_each(|id| memory::forget(id));
        }
        all::forget(self);
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

    /// The server has given a row its id: the list may have brought the same file as another row.
    pub(super) fn named(&self, row: &Row, id: String) {
        row.named(id.clone());
        let is_double = |other: &Row| other.key != row.key && other.id_now().as_ref() == Some(&id);
        if self.rows.with_untracked(|rows| rows.iter().any(is_double)) {
            self.rows.update(|rows| rows.retain(|other| !is_double(other)));
        }
    }

    /// The server has nothing of a row any more.
    pub(super) fn drop_row(&self, row: &Row) {
        row.set(RowState::Removed);
        self.removed.borrow_mut().extend(row.id_now());
        if self.rows.with_untracked(|rows| rows.iter().any(|other| other.key == row.key)) {
            self.rows.update(|rows| rows.retain(|other| other.key != row.key));
        }
    }

    fn take(self: &Rc<Self>, row: Row, source: Source, policy: FilePolicy, ready: Ready) {
        let files = Rc::clone(self);
        commit(async move {
            let looked = turns::reading(look(source, &row.name, &policy)).await;
            if looked.is_ok() && !row.is_unwanted() {
                ready.await;
            }
            if row.is_unwanted() {
                return;
            }
            let looked = match looked {
                Ok(looked) => looked,
                Err(state) => return row.set(state),
            };
            if let Some(known) = files.unfinished(&row.slot, looked.fingerprint.as_deref()) {
                files.drop_row(&row);
                return files.go_on(known, looked);
            }
            match files.room(&row, &looked, &policy) {
                Ok(()) => files.send(row, looked),
                Err(error) => row.set(RowState::Rejected(error)),
            }
        });
    }

    /// Goes on from what the server has of a row, with the same bytes.
    fn go_on(self: &Rc<Self>, row: Row, looked: Looked) {
        match turns::of(row.key) {
            Some(transfer) => {
                transfer.has_found(looked.source);
                turns::want(&transfer);
            }
            None => self.send(row, looked),
        }
    }

    /// Sends a file that has taken the place of another, once the server has let go of that.
    async fn begin_anew(
        self: &Rc<Self>,
        row: &Row,
        source: Source,
        policy: FilePolicy,
        ready: Ready,
    ) {
        let new = Row::chosen(&row.slot, &source);
        self.replace(row, new.clone());
        row.set(RowState::Removing);
        let gone = self.take_away(row).await;
        match gone {
            Ok(()) => self.take(new, source, policy, ready),
            Err(error) => {
                row.set(RowState::NotRemoved {
                    before: Box::new(RowState::NeedsFile { other: false }),
                    error,
                });
                self.replace(&new, row.clone());
            }
        }
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

    fn send(self: &Rc<Self>, row: Row, looked: Looked) {
        let Looked { source, fingerprint, .. } = looked;
        turns::want(&Transfer::new(self, row, source, fingerprint));
    }

    /// Whether there is still room for a file.
    fn room(&self, row: &Row, looked: &Looked, policy: &FilePolicy) -> Result<(), FileError> {
        let others = self.rows.with_untracked(|rows| {
            let others = rows.iter().filter(|other| other.key != row.key && takes_place(other));
            others.map(|other| (other.slot == row.slot, other.bytes)).collect::<Vec<_>>()
        });
        let count = others.iter().filter(|(same_slot, _)| *same_slot).count();
        let usage = Usage {
            count: u8::try_from(count).unwrap_or(u8::MAX),
            total_bytes: others.iter().map(|(_, bytes)| bytes).sum(),
            total_limit: self.total_limit,
        };
        let Ends { head, tail } = &looked.ends;
        check_offer(&row.name, row.bytes, head, tail, policy, usage).map(|_| ())
    }

    /// An upload of the same content into the same slot that waits for its file.
    fn unfinished(&self, slot: &str, fingerprint: Option<&str>) -> Option<Row> {
        let fingerprint = fingerprint?;
        let is_same = |row: &&Row| {
            let of_transfer = turns::of(row.key).and_then(|transfer| transfer.fingerprint());
            let known = of_transfer.or_else(|| memory::fingerprint_of(&row.id_now()?));
            known.as_deref() == Some(fingerprint)
        };
        let waits = |row: &&Row| {
            let is_waiting = matches!(row.now(), RowState::NeedsFile { .. } | RowState::Unreadable);
            row.slot == slot && is_waiting && row.id_now().is_some()
        };
        self.rows.with_untracked(|rows| rows.iter().filter(waits).find(is_same).cloned())
    }

    fn replace(&self, old: &Row, new: Row) {
        self.rows.update(|rows| {
            if let Some(place) = rows.iter_mut().find(|row| row.key == old.key) {
                *place = new;
            }
        });
    }
}

/// Looks at a file; what is wrong with it whatever else is there is found before its content is read.
async fn look(source: Source, name: &str, policy: &FilePolicy) -> Result<Looked, RowState> {
    let ends = source.ends().await.ok_or(RowState::Unreadable)?;
    check_offer(name, source.bytes(), &ends.head, &ends.tail, policy, Usage::default())
        .map_err(RowState::Rejected)?;
    let fingerprint = source.fingerprint().await;
    Ok(Looked { source, ends, fingerprint })
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

/// Whether a file takes a place in its slot.
fn takes_place(row: &Row) -> bool {
    use RowState::{Checking, Rejected, Removed, Unreadable};
    match row.now() {
        Rejected(_) | Checking | Removed => false,
        // One that was begun counts on the server.
        Unreadable => row.id_now().is_some(),
        _ => true,
    }
}
