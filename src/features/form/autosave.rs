//! A draft's queue of saves, as the page that shows the draft has it.

use super::drafts::{self, Entry, Recovered};
use crate::api::ApiError;
use domain::form::Answers;
use domain::wire::draft::Draft;
use leptos::prelude::*;
use std::future::Future;
use std::rc::Rc;

pub(super) use super::drafts::Saving;

/// Goes with the page; the answers and their saves stay.
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

    /// The answers have changed.
    pub(super) fn edited(self) {
        self.with(Entry::edited);
    }

    /// Saves now; ready when it is done, with the version that the server has then. Needs no page once it has begun.
    pub(super) fn saved(self) -> impl Future<Output = Result<u32, ApiError>> + 'static {
        let saved = self.entry.try_get_value().map(|entry| entry.saved());
        async move {
            match saved {
                Some(saved) => saved.await,
                None => Err(ApiError::NoConnection),
            }
        }
    }

    /// See [`Entry::looked_again`]. Needs no page once it has begun.
    pub(super) fn looked_again(self) -> impl Future<Output = Result<u32, ApiError>> + 'static {
        let entry = self.entry.try_get_value();
        async move {
            match entry {
                Some(entry) => entry.looked_again().await,
                None => Err(ApiError::NoConnection),
            }
        }
    }

    /// This step is on the screen: the draft opens here next time if something is changed.
    pub(super) fn shows(self, step: &str) {
        self.with(|entry| entry.shows(step));
    }

    /// The citizen has finished a step and goes on to this one: the draft opens there next time.
    pub(super) fn goes_on_to(self, step: &str) {
        self.shows(step);
        self.edited();
    }

    /// Answers of an earlier visit have been put on the screen.
    pub(super) fn recovered(self, recovered: &Recovered) {
        self.with(|entry| entry.recovered(recovered));
    }

    /// The answers that the ones on the screen were made from.
    pub(super) fn base(self) -> Answers {
        self.entry.try_get_value().map(|entry| entry.base()).unwrap_or_default()
    }

    /// Goes on after a conflict: the answers on this screen are saved over `theirs`.
    pub(super) fn settle(self, theirs: &Draft) {
        self.with(|entry| entry.settle(theirs));
    }

    fn with(self, act: impl FnOnce(&Rc<Entry>)) {
        if let Some(entry) = self.entry.try_get_value() {
            act(&entry);
        }
    }
}
