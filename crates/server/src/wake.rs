//! Wakes tasks that wait for something new in the database.

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

/// What a task can wait for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wakes {
    /// A new entry of the journal.
    pub(crate) journal: Wake,
    /// A change of a slot.
    pub(crate) slots: Wake,
}
