//! What is done with a file that the citizen chose, until it is handed over to be sent.

use super::super::row::{Row, RowState};
use super::super::source::{Ends, Source};
use super::super::transfer::{List as _, Transfer, turns};
use super::{Files, Ready};
use crate::platform::uploads as memory;
use crate::state::action::commit;
use domain::file::{FileError, FilePolicy, Usage, check_offer};
use domain::form::Slot;
use leptos::prelude::*;
use std::rc::Rc;

/// What is known of a file before a byte leaves the device.
struct Looked {
    source: Source,
    ends: Ends,
    fingerprint: Option<String>,
}

impl Files {
    /// Takes a file that the citizen chose: checks it on this device, then sends it, or goes on with it, once `ready`.
    pub(in super::super) fn add(self: &Rc<Self>, slot: &Slot, file: web_sys::File, ready: Ready) {
        let source = Source::new(file);
        let row = Row::chosen(&slot.id, &source);
        self.rows.update(|rows| rows.push(row.clone()));
        self.take(row, source, slot.policy.clone(), ready);
    }

    /// Takes the file of a row that the browser has lost or could not read; another one where that makes sense.
    pub(in super::super) fn choose_again(
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

    fn send(self: &Rc<Self>, row: Row, looked: Looked) {
        let Looked { source, fingerprint, .. } = looked;
        turns::want(&Transfer::new(self.clone(), row, source, fingerprint));
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
}

/// Looks at a file; what is wrong with it whatever else is there is found before its content is read.
async fn look(source: Source, name: &str, policy: &FilePolicy) -> Result<Looked, RowState> {
    let ends = source.ends().await.ok_or(RowState::Unreadable)?;
    check_offer(name, source.bytes(), &ends.head, &ends.tail, policy, Usage::default())
        .map_err(RowState::Rejected)?;
    let fingerprint = source.fingerprint().await;
    Ok(Looked { source, ends, fingerprint })
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
