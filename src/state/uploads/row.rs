mod ending;

use super::source::Source;
use crate::api::ApiError;
use domain::file::FileError;
use domain::wire::file::{FileInfo, FileState};
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tus::{Failure, Phase};

/// A file in the list of a slot.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Unique in this tab.
    pub(crate) key: u32,
    pub(crate) slot: String,
    pub(crate) name: String,
    pub(crate) bytes: u64,
    /// The upload's id, once the server has given one.
    pub(crate) id: ArcRwSignal<Option<String>>,
    /// Bytes that the server has acknowledged; never decreases.
    pub(crate) received: ArcRwSignal<u64>,
    pub(crate) state: ArcRwSignal<RowState>,
    pub(super) watch: ArcRwSignal<Watch>,
    /// [`moment`] of the last change.
    changed: Arc<AtomicU32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowState {
    /// Being checked on this device.
    Checking,
    /// In the queue for its upload.
    Queued,
    Sending(Phase),
    /// The upload began before a reload, and the browser no longer has the file. `other`: the citizen then chose a different
    /// file.
    NeedsFile {
        other: bool,
    },
    /// The server has all bytes and checks them.
    Judging,
    Accepted,
    Rejected(FileError),
    /// The browser cannot read the file, for example because it was moved or changed.
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
    /// Whether it is being sent or checked.
    pub(crate) fn is_on_its_way(&self) -> bool {
        self.lacks_bytes() || *self == Self::Judging
    }

    /// Whether this page has bytes that the server does not have yet.
    pub(super) fn lacks_bytes(&self) -> bool {
        matches!(self, Self::Checking | Self::Queued | Self::Sending(_))
    }

    /// Whether it is neither accepted nor refused.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.is_on_its_way()
            || matches!(self, Self::NeedsFile { .. } | Self::Unreadable | Self::Failed(_))
    }

    /// Whether the server or the check on this device refused it.
    pub(super) fn is_refused(&self) -> bool {
        matches!(self, Self::Rejected(_))
    }

    /// Whether it ended without being accepted.
    pub(super) fn is_bad(&self) -> bool {
        matches!(self, Self::Rejected(_) | Self::Unreadable | Self::Failed(_))
    }
}

/// Whether the citizen sees a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Watch {
    /// Number of screens that show it now.
    screens: u32,
    /// Address of the last one.
    pub(super) href: Option<String>,
    /// It failed while no screen showed it.
    pub(super) has_missed: bool,
}

impl Watch {
    pub(super) fn is_seen(&self) -> bool {
        self.screens > 0
    }
}

static MOMENTS: AtomicU32 = AtomicU32::new(1);

/// Increasing number, to find answers of the server that are older than a change made here.
pub(super) fn moment() -> u32 {
    MOMENTS.fetch_add(1, Ordering::Relaxed)
}

impl Row {
    pub(super) fn chosen(slot: &str, source: &Source) -> Self {
        Self::new(slot.to_owned(), source.name(), source.bytes(), None, 0, RowState::Checking)
    }

    pub(super) fn of_server(file: FileInfo) -> Self {
        let state = state_of(&file);
        Self::new(file.slot, file.name, file.bytes, Some(file.id), file.received, state)
    }

    fn new(
        slot: String,
        name: String,
        bytes: u64,
        id: Option<String>,
        received: u64,
        state: RowState,
    ) -> Self {
        let key = moment();
        Self {
            key,
            slot,
            name,
            bytes,
            id: ArcRwSignal::new(id),
            received: ArcRwSignal::new(received),
            state: ArcRwSignal::new(state),
            watch: ArcRwSignal::new(Watch::default()),
            changed: Arc::new(AtomicU32::new(key)),
        }
    }

    /// Sets the state. A removed file stays removed, whatever answer still comes.
    pub(super) fn set(&self, state: RowState) {
        use RowState::{NotRemoved, Removed, Removing};
        let before = self.now();
        let is_late = match before {
            Removed => true,
            Removing => !matches!(state, Removed | NotRemoved { .. }),
            _ => before == state,
        };
        if is_late {
            return;
        }
        self.touch();
        if !self.watch.with_untracked(Watch::is_seen) {
            if state.is_bad() {
                self.watch.update(|watch| watch.has_missed = true);
            }
            ending::say(&self.name, &state);
        }
        self.state.set(state);
    }

    /// Sets what the server reports.
    pub(super) fn update(&self, file: &FileInfo) {
        let state = state_of(file);
        let is_known = matches!(
            (self.now(), &state),
            (RowState::NeedsFile { .. }, RowState::NeedsFile { .. })
                | (RowState::Removing | RowState::NotRemoved { .. }, _)
        );
        if !is_known && self.now() != state {
            self.touch();
            self.state.set(state);
        }
        self.receives(file.received);
    }

    pub(super) fn receives(&self, received: u64) {
        if received > self.received.get_untracked() {
            self.received.set(received);
        }
    }

    pub(super) fn set_id(&self, id: String) {
        self.touch();
        self.id.set(Some(id));
    }

    pub(super) fn now(&self) -> RowState {
        self.state.get_untracked()
    }

    pub(super) fn id_now(&self) -> Option<String> {
        self.id.get_untracked()
    }

    /// Whether the citizen has removed the file.
    pub(super) fn is_unwanted(&self) -> bool {
        matches!(self.now(), RowState::Removing | RowState::Removed)
    }

    pub(super) fn is_newer_than(&self, moment: u32) -> bool {
        self.changed.load(Ordering::Relaxed) > moment
    }

    fn touch(&self) {
        self.changed.store(moment(), Ordering::Relaxed);
    }

    /// Notes that the screen at this address shows the row, until the current owner is disposed.
    pub(crate) fn shown_at(&self, href: String) {
        self.watch.update(|watch| {
            *watch = Watch { screens: watch.screens + 1, href: Some(href), has_missed: false };
        });
        let watch = self.watch.clone();
        on_cleanup(move || {
            watch.update(|watch| watch.screens = watch.screens.saturating_sub(1));
        });
    }

    /// Acknowledged bytes in whole per cent.
    pub(crate) fn percent(&self) -> u32 {
        percent(self.received.get(), self.bytes)
    }
}

pub(super) fn percent(received: u64, bytes: u64) -> u32 {
    let percent = received.saturating_mul(100).checked_div(bytes).unwrap_or(100);
    u32::try_from(percent.min(100)).unwrap_or(100)
}

fn state_of(file: &FileInfo) -> RowState {
    match (file.state, &file.error) {
        (FileState::Accepted, _) => RowState::Accepted,
        (FileState::Rejected, Some(error)) => RowState::Rejected(error.clone()),
        (FileState::Rejected, None) => RowState::Unreadable,
        (FileState::Uploading, _) => RowState::NeedsFile { other: false },
    }
}
