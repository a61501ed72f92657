//! A page's handle on its draft's queue of saves.

use super::drafts::{self, Entry, Recovered};
use crate::api::ApiError;
use domain::form::Answers;
use domain::wire::draft::Draft;
use leptos::prelude::*;
use std::future::Future;
use std::rc::Rc;

pub(super) use super::drafts::Saving;

/// Disposed with the page; the answers and their saves outlive it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Autosave {
    entry: StoredValue<Rc<Entry>, LocalStorage>,
    pub(super) answers: RwSignal<Answers>,
    pub(super) saving: RwSignal<Saving>,
}

impl Autosave {
    pub(super) fn open(draft: &Draft) -> Self {
        let entry = drafts::open(draft);
        let autosave = Self {
            answers: entry.answers.clone().into(),
            saving: entry.saving.clone().into(),
            entry: StoredValue::new_local(entry),
        };
        on_cleanup(move || autosave.with(drafts::close));
        autosave
    }

    /// Queues a save after a change of the answers.
    pub(super) fn edited(self) {
        self.with(Entry::edited);
    }

    /// Saves without a pause. Resolves to the version on the server. The future does not need the page.
    pub(super) fn saved(self) -> impl Future<Output = Result<u32, ApiError>> + 'static {
        let saved = self.entry.try_get_value().map(|entry| entry.saved());
        async move {
            match saved {
                Some(saved) => saved.await,
                None => Err(ApiError::NoConnection),
            }
        }
    }

    /// See [`Entry::resolved_version`]. The future does not need the page.
    pub(super) fn resolved_version(self) -> impl Future<Output = Result<u32, ApiError>> + 'static {
        let entry = self.entry.try_get_value();
        async move {
            match entry {
                Some(entry) => entry.resolved_version().await,
                None => Err(ApiError::NoConnection),
            }
        }
    }

    /// Notes the step on the screen. The next save stores it, and the draft opens there next time.
    pub(super) fn shows(self, step: &str) {
        self.with(|entry| entry.shows(step));
    }

    /// Saves that the citizen has moved on to this step: the draft opens there next time.
    pub(super) fn moves_to(self, step: &str) {
        self.shows(step);
        self.edited();
    }

    /// Takes over edits recovered from this browser that are on the screen now.
    pub(super) fn recovered(self, recovered: &Recovered) {
        self.with(|entry| entry.recovered(recovered));
    }

    /// Saved answers that the ones on the screen started from.
    pub(super) fn base(self) -> Answers {
        self.entry.try_get_value().map(|entry| entry.base()).unwrap_or_default()
    }

    /// Ends a conflict: saves the answers on this screen over `theirs`.
    pub(super) fn resolve_conflict(self, theirs: &Draft) {
        self.with(|entry| entry.resolve_conflict(theirs));
    }

    fn with(self, act: impl FnOnce(&Rc<Entry>)) {
        if let Some(entry) = self.entry.try_get_value() {
            act(&entry);
        }
    }
}
