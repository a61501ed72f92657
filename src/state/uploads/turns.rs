//! Who may send, and who may read a file: the one place that lets transfers begin.

use super::transfer::Transfer;
use futures::channel::oneshot;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// Transfers at a time, of all drafts together; the rest wait their turn, so that saving answers always finds a free
/// connection.
const AT_A_TIME: usize = 2;

/// Files that are read at a time: a phone has no room for thirty photos at once.
const READERS: u32 = 2;

thread_local! {
    /// All transfers that are not over, in the order in which they were wanted.
    static TRANSFERS: RefCell<Vec<Rc<Transfer>>> = const { RefCell::new(Vec::new()) };
    static READING: Cell<u32> = const { Cell::new(0) };
    static READ_NEXT: RefCell<VecDeque<oneshot::Sender<()>>> = const { RefCell::new(VecDeque::new()) };
}

/// Lets a transfer begin or go on as soon as there is a place.
pub(super) fn want(transfer: &Rc<Transfer>) {
    TRANSFERS.with_borrow_mut(|transfers| {
        if !transfers.iter().any(|known| Rc::ptr_eq(known, transfer)) {
            transfers.push(Rc::clone(transfer));
        }
    });
    transfer.wait_for_turn();
    next();
}

/// Somebody may have made room.
pub(super) fn next() {
    let transfers = all();
    let running = transfers.iter().filter(|transfer| transfer.is_running()).count();
    let waiting = transfers.iter().filter(|transfer| transfer.waits_for_turn());
    for transfer in waiting.take(AT_A_TIME.saturating_sub(running)) {
        transfer.go();
    }
}

/// The transfer is over.
pub(super) fn leave(transfer: &Transfer) {
    TRANSFERS.with_borrow_mut(|transfers| {
        transfers.retain(|known| !std::ptr::eq(known.as_ref(), transfer));
    });
    next();
}

/// The transfer of a row, as long as it is not over.
pub(super) fn of(row: u32) -> Option<Rc<Transfer>> {
    all().into_iter().find(|transfer| transfer.row.key == row)
}

/// A copy: who is told something may change the line.
pub(super) fn all() -> Vec<Rc<Transfer>> {
    TRANSFERS.with_borrow(Clone::clone)
}

/// Nobody is in the line any more.
pub(super) fn take_all() -> Vec<Rc<Transfer>> {
    TRANSFERS.take()
}

/// Reads a file when it is its turn.
pub(super) async fn reading<T>(read: impl Future<Output = T>) -> T {
    if READING.get() >= READERS {
        let (told, hears) = oneshot::channel();
        READ_NEXT.with_borrow_mut(|next| next.push_back(told));
        // Who made room has left its place to us.
        let _ = hears.await;
    } else {
        READING.set(READING.get() + 1);
    }
    let brought = read.await;
    let next = READ_NEXT.with_borrow_mut(VecDeque::pop_front);
    if next.is_none_or(|next| next.send(()).is_err()) {
        READING.set(READING.get().saturating_sub(1));
    }
    brought
}
