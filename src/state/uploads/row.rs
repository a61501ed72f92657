use crate::api::ApiError;
use domain::file::{FileError, display_name};
use leptos::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};
use tus::{Failure, Phase};

/// A file in the list of a slot.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Tells rows of this page apart.
    pub(crate) key: u32,
    pub(crate) slot: String,
    pub(crate) name: String,
    pub(crate) bytes: u64,
    /// The upload's id, once the server has given one.
    pub(crate) id: ArcRwSignal<Option<String>>,
    /// Bytes that the server has; never goes back.
    pub(crate) received: ArcRwSignal<u64>,
    pub(crate) state: ArcRwSignal<RowState>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowState {
    /// Is looked at on this device.
    Checking,
    /// Waits for its turn.
    Queued,
    Sending(Phase),
    /// Began before a reload: the browser no longer has the file. `other`: the file chosen now is another one.
    NeedsFile {
        other: bool,
    },
    /// All bytes are there; the server looks at them.
    Judging,
    Accepted,
    Rejected(FileError),
    /// The browser cannot read the file.
    Unreadable,
    Failed(Failure),
    Removing,
    NotRemoved {
        before: Box<RowState>,
        error: ApiError,
    },
    Removed,
}

impl RowState {
    /// Whether it moves by itself.
    pub(crate) fn is_on_its_way(&self) -> bool {
        matches!(self, Self::Checking | Self::Queued | Self::Sending(_) | Self::Judging)
    }
}

static NEXT_KEY: AtomicU32 = AtomicU32::new(0);

impl Row {
    pub(super) fn chosen(slot: &str, file: &web_sys::File) -> Self {
        // A double holds every size that a file can have.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
        let bytes = file.size() as u64;
        Self::new(slot.to_owned(), display_name(&file.name()), bytes, None, 0, RowState::Checking)
    }

    pub(super) fn new(
        slot: String,
        name: String,
        bytes: u64,
        id: Option<String>,
        received: u64,
        state: RowState,
    ) -> Self {
        Self {
            key: NEXT_KEY.fetch_add(1, Ordering::Relaxed),
            slot,
            name,
            bytes,
            id: ArcRwSignal::new(id),
            received: ArcRwSignal::new(received),
            state: ArcRwSignal::new(state),
        }
    }

    pub(super) fn set(&self, state: RowState) {
        self.state.set(state);
    }

    /// What the server has, in whole per cents.
    pub(crate) fn percent(&self) -> u32 {
        let received = self.received.get();
        let percent = received.saturating_mul(100).checked_div(self.bytes).unwrap_or(100);
        u32::try_from(percent.min(100)).unwrap_or(100)
    }
}
