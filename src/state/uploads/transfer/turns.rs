//! Who may send, and who may read a file: the one place that lets transfers begin.

use super::Transfer;
use crate::platform::clock;
use futures::channel::oneshot;
use futures::future::{Either, select};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::pin;
use std::rc::Rc;

/// Transfers at a time, of all drafts together; the rest wait their turn, so that saving answers always finds a free
/// connection.
const AT_A_TIME: usize = 2;

/// Files that are read at a time: a phone has no room for thirty photos at once.
const READERS: u32 = 2;
/// Milliseconds after which a file that is being read takes no place any more.
const SLOW: u32 = 5_000;

thread_local! {
    /// All transfers that are not over, in the order in which they were wanted.
    static TRANSFERS: RefCell<Vec<Rc<Transfer>>> = const { RefCell::new(Vec::new()) };
    static READING: Cell<u32> = const { Cell::new(0) };
    static READ_NEXT: RefCell<VecDeque<oneshot::Sender<()>>> = const { RefCell::new(VecDeque::new()) };
}

/// Lets a transfer begin or go on as soon as there is a place.
pub(in crate::state::uploads) fn want(transfer: &Rc<Transfer>) {
    TRANSFERS.with_borrow_mut(|transfers| {
        if !transfers.iter().any(|known| Rc::ptr_eq(known, transfer)) {
            transfers.push(Rc::clone(transfer));
        }
    });
    transfer.wait_for_turn();
    next();
}

/// Somebody may have made room.
pub(in crate::state::uploads) fn next() {
    let transfers = all();
    let running = transfers.iter().filter(|transfer| transfer.is_running()).count();
    let waiting = transfers.iter().filter(|transfer| transfer.waits_for_turn());
    for transfer in waiting.take(AT_A_TIME.saturating_sub(running)) {
        transfer.go();
    }
}

/// The transfer is over.
pub(in crate::state::uploads) fn leave(transfer: &Transfer) {
    TRANSFERS.with_borrow_mut(|transfers| {
        transfers.retain(|known| !std::ptr::eq(known.as_ref(), transfer));
    });
    next();
}

/// The transfer of a row, as long as it is not over.
pub(in crate::state::uploads) fn of(row: u32) -> Option<Rc<Transfer>> {
    all().into_iter().find(|transfer| transfer.row.key == row)
}

/// A copy: who is told something may change the line.
pub(in crate::state::uploads) fn all() -> Vec<Rc<Transfer>> {
    TRANSFERS.with_borrow(Clone::clone)
}

/// Nobody is in the line any more.
pub(in crate::state::uploads) fn take_all() -> Vec<Rc<Transfer>> {
    TRANSFERS.take()
}

/// Reads a file when it is its turn.
pub(in crate::state::uploads) async fn reading<T>(read: impl Future<Output = T>) -> T {
    if READING.get() >= READERS {
        let (told, hears) = oneshot::channel();
        READ_NEXT.with_borrow_mut(|next| next.push_back(told));
        // Who made room has left its place to us.
        let _ = hears.await;
    } else {
        READING.set(READING.get() + 1);
    }
    let read = pin!(read);
    let read = match select(read, pin!(clock::wait(SLOW))).await {
        Either::Left((brought, _)) => Either::Left(brought),
        // A cloud that does not hand it over. The others do not wait for that.
        Either::Right(((), read)) => Either::Right(read),
    };
    let next = READ_NEXT.with_borrow_mut(VecDeque::pop_front);
    if next.is_none_or(|next| next.send(()).is_err()) {
        READING.set(READING.get().saturating_sub(1));
    }
    match read {
        Either::Left(brought) => brought,
        Either::Right(read) => read.await,
    }
}
