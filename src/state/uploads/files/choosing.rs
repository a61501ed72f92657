//! From the choice of a file to the start of its upload.

use super::super::row::{Row, RowState};
use super::super::source::{Ends, Source};
use super::super::transfer::{List as _, Transfer, queue};
use super::{Files, Ready};
use crate::platform::uploads as memory;
use crate::state::action::commit;
use domain::file::{FileError, FilePolicy, Usage, check_offer};
use domain::form::Slot;
use leptos::prelude::*;
use std::rc::Rc;

/// A file that passed the checks on this device.
struct Inspected {
    source: Source,
    ends: Ends,
    fingerprint: Option<String>,
}

impl Files {
    /// Checks a chosen file on this device, waits for `ready`, then uploads it or resumes its upload.
    pub(in super::super) fn add(self: &Rc<Self>, slot: &Slot, file: web_sys::File, ready: Ready) {
        let source = Source::new(file);
        let row = Row::chosen(&slot.id, &source);
        self.rows.update(|rows| rows.push(row.clone()));
        self.process(row, source, slot.policy.clone(), ready);
    }

    /// Replaces the file of a row that the browser has lost or cannot read. Resumes if the content is the same; otherwise
    /// starts over, or asks for the right file if only that can be meant.
    pub(in super::super) fn choose_again(
        self: &Rc<Self>,
        row: Row,
        policy: FilePolicy,
        file: web_sys::File,
        ready: Ready,
    ) {
        let source = Source::new(file);
        if row.id_now().is_none() {
            // Nothing was sent yet.
            let new = Row::chosen(&row.slot, &source);
            self.replace(&row, new.clone());
            return self.process(new, source, policy, ready);
        }
        let files = Rc::clone(self);
        commit(async move {
            let inspected = queue::reading(inspect(source.clone(), &row.name, &policy)).await;
            if row.is_unwanted() {
                return;
            }
            let known = row.id_now().and_then(|id| memory::fingerprint_of(&id));
            let transfer = queue::transfer_of(row.key);
            let known = transfer.as_ref().and_then(|transfer| transfer.fingerprint()).or(known);
            match inspected {
                Ok(inspected) if known.is_some() && known == inspected.fingerprint => {
                    files.resume(row, inspected);
                }
                // A reload lost the file and its fingerprint is known: the citizen chose a different file.
                _ if known.is_some() && transfer.is_none() => {
                    row.set(RowState::NeedsFile { other: true });
                }
                Err(RowState::Unreadable) => row.set(RowState::Unreadable),
                _ => files.start_over(&row, source, policy, ready).await,
            }
        });
    }

    fn process(self: &Rc<Self>, row: Row, source: Source, policy: FilePolicy, ready: Ready) {
        let files = Rc::clone(self);
        commit(async move {
            let inspected = queue::reading(inspect(source, &row.name, &policy)).await;
            if inspected.is_ok() && !row.is_unwanted() {
                ready.await;
            }
            if row.is_unwanted() {
                return;
            }
            let inspected = match inspected {
                Ok(inspected) => inspected,
                Err(state) => return row.set(state),
            };
            if let Some(known) = files.unfinished(&row.slot, inspected.fingerprint.as_deref()) {
                files.drop_row(&row);
                return files.resume(known, inspected);
            }
            match files.check_room(&row, &inspected, &policy) {
                Ok(()) => files.send(row, inspected),
                Err(error) => row.set(RowState::Rejected(error)),
            }
        });
    }

    /// Resumes the upload of a row with the same content.
    fn resume(self: &Rc<Self>, row: Row, inspected: Inspected) {
        match queue::transfer_of(row.key) {
            Some(transfer) => {
                transfer.set_source(inspected.source);
                queue::enqueue(transfer);
            }
            None => self.send(row, inspected),
        }
    }

    /// Deletes the upload of a row on the server, then uploads another file in its place.
    async fn start_over(
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
            Ok(()) => self.process(new, source, policy, ready),
            Err(error) => {
                row.set(RowState::NotRemoved {
                    before: Box::new(RowState::NeedsFile { other: false }),
                    error,
                });
                self.replace(&new, row.clone());
            }
        }
    }

    fn send(self: &Rc<Self>, row: Row, inspected: Inspected) {
        let Inspected { source, fingerprint, .. } = inspected;
        queue::enqueue(Transfer::new(self.clone(), row, source, fingerprint));
    }

    /// Checks the limits of the slot and of the draft.
    fn check_room(
        &self,
        row: &Row,
        inspected: &Inspected,
        policy: &FilePolicy,
    ) -> Result<(), FileError> {
        let others = self.rows.with_untracked(|rows| {
            let others = rows.iter().filter(|other| other.key != row.key && counts(other));
            others.map(|other| (other.slot == row.slot, other.bytes)).collect::<Vec<_>>()
        });
        let count = others.iter().filter(|(same_slot, _)| *same_slot).count();
        let usage = Usage {
            count: u8::try_from(count).unwrap_or(u8::MAX),
            total_bytes: others.iter().map(|(_, bytes)| bytes).sum(),
            total_limit: self.total_limit,
        };
        let Ends { head, tail } = &inspected.ends;
        check_offer(&row.name, row.bytes, head, tail, policy, usage).map(|_| ())
    }

    /// An unfinished upload of the same content in the same slot that waits for its file.
    fn unfinished(&self, slot: &str, fingerprint: Option<&str>) -> Option<Row> {
        let fingerprint = fingerprint?;
        let is_same = |row: &&Row| {
            let of_transfer =
                queue::transfer_of(row.key).and_then(|transfer| transfer.fingerprint());
            let known = of_transfer.or_else(|| memory::fingerprint_of(&row.id_now()?));
            known.as_deref() == Some(fingerprint)
        };
        let waits = |row: &&Row| {
            let is_waiting = matches!(row.now(), RowState::NeedsFile { .. } | RowState::Unreadable);
            row.slot == slot && is_waiting && row.id_now().is_some()
        };
        self.rows.with_untracked(|rows| rows.iter().filter(waits).find(is_same).cloned())
    }
}

/// Checks a file by itself, cheap checks first: the whole content is read only if name, size and type are right.
async fn inspect(source: Source, name: &str, policy: &FilePolicy) -> Result<Inspected, RowState> {
    let ends = source.ends().await.ok_or(RowState::Unreadable)?;
    check_offer(name, source.bytes(), &ends.head, &ends.tail, policy, Usage::default())
        .map_err(RowState::Rejected)?;
    let fingerprint = source.fingerprint().await;
    Ok(Inspected { source, ends, fingerprint })
}

/// Whether a file counts toward the limits.
fn counts(row: &Row) -> bool {
    use RowState::{Checking, Rejected, Removed, Unreadable};
    match row.now() {
        Rejected(_) | Checking | Removed => false,
        // The server counts a file that was begun.
        Unreadable => row.id_now().is_some(),
        _ => true,
    }
}
