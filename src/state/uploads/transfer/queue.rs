//! Queues of transfers and of files to read: the only place that starts transfers.

use super::super::source::Source;
use crate::platform::clock;
use futures::channel::oneshot;
use futures::future::{Either, select};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt::Debug;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;

/// A [`Transfer`](super::Transfer) without its type: the list of files, which every form has, does not need the code that
/// sends (docs/decisions/0017).
pub(in crate::state::uploads) trait AnyTransfer: Debug {
    /// The key of its row.
    fn row(&self) -> u32;
    fn fingerprint(&self) -> Option<String>;
    /// Whether it counts toward the limit of parallel transfers.
    fn is_running(&self) -> bool;
    fn waits_for_turn(&self) -> bool;
    fn wait_for_turn(&self);
    /// Starts or resumes.
    fn go(self: Rc<Self>);
    /// Passes an event to the state machine and carries out its commands.
    fn handle(self: Rc<Self>, event: tus::Event);
    /// Sets the file that the citizen chose again, with the same content.
    fn set_source(&self, source: Source);
    /// Deletes the upload in any phase; resolves when it has ended.
    fn cancel(self: Rc<Self>) -> Pin<Box<dyn Future<Output = ()>>>;
    /// Ends the transfer without a request to the server.
    fn abandon(&self);
}

/// Parallel transfers of all drafts together, so that saves of answers always find a free connection.
const AT_A_TIME: usize = 2;

/// Files read in parallel: thirty photos at once would not fit in a phone's memory.
const READERS: u32 = 2;
/// Milliseconds after which a file that is still being read no longer counts as one of them.
const SLOW: u32 = 5_000;

thread_local! {
    /// All transfers that have not ended, in the order of the queue.
    static TRANSFERS: RefCell<Vec<Rc<dyn AnyTransfer>>> = const { RefCell::new(Vec::new()) };
    static READING: Cell<u32> = const { Cell::new(0) };
    static READ_NEXT: RefCell<VecDeque<oneshot::Sender<()>>> = const { RefCell::new(VecDeque::new()) };
}

/// Queues a transfer to start or resume.
pub(in crate::state::uploads) fn enqueue(transfer: Rc<dyn AnyTransfer>) {
    transfer.wait_for_turn();
    TRANSFERS.with_borrow_mut(|transfers| {
        if !transfers.iter().any(|known| known.row() == transfer.row()) {
            transfers.push(transfer);
        }
    });
    start_next();
}

/// Starts queued transfers as far as the limit allows.
pub(in crate::state::uploads) fn start_next() {
    let transfers = all();
    let running = transfers.iter().filter(|transfer| transfer.is_running()).count();
    let waiting = transfers.into_iter().filter(|transfer| transfer.waits_for_turn());
    for transfer in waiting.take(AT_A_TIME.saturating_sub(running)) {
        transfer.go();
    }
}

/// Removes the transfer of a row, which has ended.
pub(in crate::state::uploads) fn remove(row: u32) {
    TRANSFERS.with_borrow_mut(|transfers| transfers.retain(|known| known.row() != row));
    start_next();
}

/// The transfer of a row, unless it has ended.
pub(in crate::state::uploads) fn transfer_of(row: u32) -> Option<Rc<dyn AnyTransfer>> {
    all().into_iter().find(|transfer| transfer.row() == row)
}

/// A copy of the list: handling an event may change it.
pub(in crate::state::uploads) fn all() -> Vec<Rc<dyn AnyTransfer>> {
    TRANSFERS.with_borrow(Clone::clone)
}

/// Empties the queue.
pub(in crate::state::uploads) fn take_all() -> Vec<Rc<dyn AnyTransfer>> {
    TRANSFERS.take()
}

/// Runs `read` when fewer than `READERS` files are being read.
pub(in crate::state::uploads) async fn reading<T>(read: impl Future<Output = T>) -> T {
    if READING.get() >= READERS {
        let (sender, receiver) = oneshot::channel();
        READ_NEXT.with_borrow_mut(|next| next.push_back(sender));
        // The reader that ended passes its place on, so `READING` stays as it is.
        let _ = receiver.await;
    } else {
        READING.set(READING.get() + 1);
    }
    let read = pin!(read);
    let read = match select(read, pin!(clock::wait(SLOW))).await {
        Either::Left((brought, _)) => Either::Left(brought),
        // A file in a cloud may take minutes; other files do not wait for it.
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
