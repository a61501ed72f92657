//! Wakes tasks that wait for something new in the database.

mod bells;

pub(crate) use bells::{Bells, Listener, Place};

use tokio::sync::watch;

/// Wakes all tasks that have subscribed. Clones share their subscribers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wake(watch::Sender<()>);

impl Wake {
    pub(crate) fn wake(&self) {
        self.0.send_replace(());
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<()> {
        self.0.subscribe()
    }
}

/// What a task can wait for. After a commit, [`Wake::wake`] says that there is something new; then one reader for the whole server
/// looks what it is, and rings the bells of those it is about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wakes {
    /// A new entry of the journal.
    pub(crate) journal: Wake,
    /// A change of a slot.
    pub(crate) slots: Wake,
    /// What live streams listen to.
    pub(crate) bells: Bells,
}
