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
    /// Tells rows apart.
    pub(crate) key: u32,
    pub(crate) slot: String,
    pub(crate) name: String,
    pub(crate) bytes: u64,
    /// The upload's id, once the server has given one.
    pub(crate) id: ArcRwSignal<Option<String>>,
    /// Bytes that the server has; never goes back.
    pub(crate) received: ArcRwSignal<u64>,
    pub(crate) state: ArcRwSignal<RowState>,
    pub(super) watch: ArcRwSignal<Watch>,
    /// The [`moment`] of its last change.
    changed: Arc<AtomicU32>,
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
    /// The browser cannot read the file, or not any more.
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
        self.lacks_bytes() || *self == Self::Judging
    }

    /// Whether this page has bytes that the server has not.
    pub(super) fn lacks_bytes(&self) -> bool {
        matches!(self, Self::Checking | Self::Queued | Self::Sending(_))
    }

    /// Whether it was begun and nobody has said yet that it is no good.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.is_on_its_way()
            || matches!(self, Self::NeedsFile { .. } | Self::Unreadable | Self::Failed(_))
    }

    /// Whether the server, or a look at it here, said that it is no good.
    pub(super) fn is_refused(&self) -> bool {
        matches!(self, Self::Rejected(_))
    }

    /// Whether it ended without the file being taken.
    pub(super) fn is_bad(&self) -> bool {
        matches!(self, Self::Rejected(_) | Self::Unreadable | Self::Failed(_))
    }
}

/// Whether the citizen sees a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Watch {
    /// Screens that show it now.
    screens: u32,
    /// The address of the last one.
    pub(super) href: Option<String>,
    /// It ended badly while no screen showed it.
    pub(super) has_missed: bool,
}

impl Watch {
    pub(super) fn is_seen(&self) -> bool {
        self.screens > 0
    }
}

static MOMENTS: AtomicU32 = AtomicU32::new(1);

/// Numbers what happens, so that an answer of the server can be told to be older than a change made here.
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

    /// Goes over to another state. What the citizen has removed stays removed, whatever is heard of it.
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

    /// What the server says of it now.
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

    pub(super) fn named(&self, id: String) {
        self.touch();
        self.id.set(Some(id));
    }

    pub(super) fn now(&self) -> RowState {
        self.state.get_untracked()
    }

    pub(super) fn id_now(&self) -> Option<String> {
        self.id.get_untracked()
    }

    /// Whether the citizen has removed it.
    pub(super) fn is_unwanted(&self) -> bool {
        matches!(self.now(), RowState::Removing | RowState::Removed)
    }

    pub(super) fn is_newer_than(&self, moment: u32) -> bool {
        self.changed.load(Ordering::Relaxed) > moment
    }

    fn touch(&self) {
        self.changed.store(moment(), Ordering::Relaxed);
    }

    /// The screen at this address shows it, as long as the owner that is current now lives.
    pub(crate) fn shown_at(&self, href: String) {
        self.watch.update(|watch| {
            *watch = Watch { screens: watch.screens + 1, href: Some(href), has_missed: false };
        });
        let watch = self.watch.clone();
        on_cleanup(move || {
            watch.update(|watch| watch.screens = watch.screens.saturating_sub(1));
        });
    }

    /// What the server has, in whole per cents.
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
