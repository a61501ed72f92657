//! What happens when the citizen signs out, for state that outlives pages. Such state registers here instead of being named
//! by `session`: it may belong to a part of the app that is fetched late.

use crate::platform::clock;
use futures::future::{ready, select};
use std::cell::RefCell;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;

/// State that holds data of the citizen.
pub(crate) trait OnSignOut {
    /// Starts to save unsaved changes before it returns; resolves when they are saved or cannot be.
    fn save(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(ready(()))
    }

    /// Drops everything of a deleted draft; it must not be saved again.
    fn forget_draft(&self, _draft: &str) {}

    /// Drops the data in memory. Saves started by [`save`](Self::save) go on.
    fn forget(&self);
}

thread_local! {
    static LISTENERS: RefCell<Vec<Rc<dyn OnSignOut>>> = const { RefCell::new(Vec::new()) };
}

/// Milliseconds that signing out waits for unsaved changes.
pub(super) const SAVING: u32 = 3_000;

/// Adds a listener for all sign-outs from now on.
pub(crate) fn register(listener: Rc<dyn OnSignOut>) {
    LISTENERS.with_borrow_mut(|listeners| listeners.push(listener));
}

/// Starts all saves before it returns; resolves when all have ended, after three seconds at the latest.
pub(super) fn save_all() -> impl Future<Output = ()> {
    let saves: Vec<_> = listeners().iter().map(|listener| listener.save()).collect();
    async move {
        let saved = async {
            for save in saves {
                save.await;
            }
        };
        select(pin!(saved), pin!(clock::wait(SAVING))).await;
    }
}

/// Drops all data, in reverse order of registration: later listeners may still need earlier ones.
pub(super) fn forget_all() {
    listeners().iter().rev().for_each(|listener| listener.forget());
}

/// Drops everything of a deleted draft.
pub(crate) fn forget_draft(draft: &str) {
    listeners().iter().for_each(|listener| listener.forget_draft(draft));
}

/// A copy of the list: a listener may register another one while it runs.
fn listeners() -> Vec<Rc<dyn OnSignOut>> {
    LISTENERS.with_borrow(Clone::clone)
}
