//! How new is what somebody shows who begins to listen.

use std::cell::Cell;

thread_local! {
    /// How often news were handed over in this tab.
    static NEWS: Cell<u32> = const { Cell::new(0) };
}

#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// News until it was asked for.
    asked: u32,
    /// The id of the newest event that it tells of.
    newest: Option<String>,
}

impl Known {
    /// It is asked for at this moment: a request that begins now knows of everything before.
    pub(crate) fn asked_now() -> Self {
        Self { asked: NEWS.get(), newest: None }
    }

    /// It has come, and tells of everything up to the event with this id.
    pub(crate) fn up_to(self, newest: Option<String>) -> Self {
        Self { newest, ..self }
    }

    /// Where a stream begins for those who know that.
    pub(super) fn newest(self) -> Option<String> {
        self.newest
    }

    /// Whether there were news since it was asked for.
    pub(super) fn is_overtaken(&self) -> bool {
        self.asked != NEWS.get()
    }
}

/// News are handed over.
pub(super) fn note_news() {
    NEWS.set(NEWS.get().wrapping_add(1));
}
