//! How recent the data of a new subscriber is.

use super::super::generation::Generation;

thread_local! {
    /// Number of updates delivered in this tab.
    static UPDATES: Generation = Generation::default();
}

#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// Number of updates when the data was requested.
    asked: u32,
    /// Id of the newest event that the data includes.
    newest: Option<String>,
}

impl Known {
    /// For data that is requested now: the answer includes all earlier events.
    pub(crate) fn asked_now() -> Self {
        Self { asked: UPDATES.with(Generation::current), newest: None }
    }

    /// For an answer that includes all events up to the one with this id.
    pub(crate) fn up_to(self, newest: Option<String>) -> Self {
        Self { newest, ..self }
    }

    /// `Last-Event-ID` for a stream that starts after this data.
    pub(super) fn newest(self) -> Option<String> {
        self.newest
    }

    /// Whether updates were delivered since the data was requested.
    pub(super) fn is_overtaken(&self) -> bool {
        !UPDATES.with(|updates| updates.is_current(self.asked))
    }
}

/// Counts a delivered update.
pub(super) fn count_update() {
    UPDATES.with(Generation::next);
}
