//! Who waits for something new in the database.

use tokio::sync::watch;

/// Wakes whoever waits. Clones wake the same.
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

/// What can be waited for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wakes {
    /// A line of the journal.
    pub(crate) journal: Wake,
    /// A change of a slot.
    pub(crate) slots: Wake,
}
