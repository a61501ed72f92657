//! What has to be done when a citizen leaves, by whatever keeps something of them for longer than a page does. It may be
//! fetched late, so it comes here by itself instead of being named by the session.

use crate::platform::clock;
use futures::future::{ready, select};
use std::cell::RefCell;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;

/// Something that keeps what belongs to a citizen.
pub(crate) trait Leaver {
    /// Begins at once to save what is not on the server yet; ready when there is nothing left to do.
    fn saved(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(ready(()))
    }

    /// A draft is deleted: nothing of it is kept or saved any more.
    fn forget_draft(&self, _draft: &str) {}

    /// Drops what is kept in memory. Saves that [`saved`](Self::saved) began go on.
    fn forget(&self);
}

thread_local! {
    static LEAVERS: RefCell<Vec<Rc<dyn Leaver>>> = const { RefCell::new(Vec::new()) };
}

/// Milliseconds that signing out waits for what is not saved.
pub(super) const SAVING: u32 = 3_000;

/// Takes part in every leaving from now on.
pub(crate) fn register(leaver: Rc<dyn Leaver>) {
    LEAVERS.with_borrow_mut(|leavers| leavers.push(leaver));
}

/// Asks everybody at once to save, before it returns; what it returns is ready when all have, or after three seconds.
pub(super) fn saved() -> impl Future<Output = ()> {
    let saves: Vec<_> = leavers().iter().map(|leaver| leaver.saved()).collect();
    async move {
        let saved = async {
            for save in saves {
                save.await;
            }
        };
        select(pin!(saved), pin!(clock::wait(SAVING))).await;
    }
}

/// Who came last goes first: it may still need what was there before it.
pub(super) fn forget() {
    leavers().iter().rev().for_each(|leaver| leaver.forget());
}

/// A draft was deleted.
pub(crate) fn forget_draft(draft: &str) {
    leavers().iter().for_each(|leaver| leaver.forget_draft(draft));
}

/// A copy: who is asked may register another.
fn leavers() -> Vec<Rc<dyn Leaver>> {
    LEAVERS.with_borrow(Clone::clone)
}
