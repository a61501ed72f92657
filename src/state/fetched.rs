//! Data of the server that a page shows.

mod request;

use super::waiters::Applying;
use crate::api::ApiError;
use crate::platform::focus;
use leptos::prelude::*;
use request::{Answer, Request, Show};
use std::future::Future;

/// Whether two answers are equal.
type Same<T> = fn(&T, &T) -> bool;

/// Fetched data: loading, failed with a retry, or a value, which no error and no older answer replaces.
///
/// Sends one request at a time. Retries after a lost connection or session when that is back.
#[derive(Debug)]
pub(crate) struct Fetched<T: Send + Sync + 'static> {
    /// The value on the screen; `None` until the first answer.
    value: RwSignal<Option<T>>,
    /// Set by [`unless_same`](Self::unless_same).
    is_same: StoredValue<Option<Same<T>>>,
    request: Request,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Clone + Send + Sync + 'static> Fetched<T> {
    /// Fetches at once, and again on [`refresh`](Self::refresh).
    pub(crate) fn new<F>(fetch: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        Self::starting_with(None, fetch)
    }

    /// Starts with an earlier answer; fetches if there is none.
    pub(crate) fn starting_with<F>(
        first: Option<Result<T, ApiError>>,
        fetch: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        let (value, outcome) = match first {
            None => (None, None),
            Some(Ok(value)) => (Some(value), Some(Ok(()))),
            Some(Err(error)) => (None, Some(Err(error))),
        };
        let value = RwSignal::new(value);
        let is_same = StoredValue::new(None);
        let fetch = Callback::new(move |()| {
            let fetching = fetch();
            let answer: Answer = Box::pin(async move {
                let fresh = fetching.await?;
                let show: Show = Box::new(move || show(value, is_same, fresh));
                Ok(show)
            });
            answer
        });
        Self { value, is_same, request: Request::new(outcome, fetch) }
    }

    /// Does not redraw for an answer equal to the value on the screen.
    pub(crate) fn unless_same(self) -> Self
    where
        T: PartialEq,
    {
        self.is_same.set_value(Some(T::eq));
        self
    }

    /// Fetches again once the changes in flight have ended. They were sent by a page that the citizen has left since, and
    /// the first answer may be from before them.
    pub(crate) fn after_changes(self) -> Self {
        self.request.after_changes();
        self
    }

    /// The value, untracked; `None` before the first answer or when the page is gone.
    pub(crate) fn shown_now(self) -> Option<T> {
        self.value.try_get_untracked().flatten()
    }

    /// The value, tracked.
    pub(crate) fn shown(self) -> Option<T> {
        self.value.get()
    }

    /// Whether there is a value, or the error; tracked. `None` while loading.
    pub(crate) fn outcome(self) -> Option<Result<(), ApiError>> {
        self.request.outcome()
    }

    /// The value or the error, tracked. `None` while loading.
    pub(crate) fn get(self) -> Option<Result<T, ApiError>> {
        match self.outcome()? {
            Ok(()) => self.value.get().map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// Whether a request is in flight, for a button.
    pub(crate) fn waiting(self) -> Signal<bool> {
        self.request.waiting()
    }

    /// Fetches again; the value stays on the screen meanwhile. Retries passing errors while a value is shown.
    pub(crate) fn refresh(self) {
        self.request.refresh();
    }

    /// [`refresh`](Self::refresh); resolves when it has succeeded, or has failed for good.
    pub(crate) fn refreshed(self) -> Applying {
        self.request.refreshed()
    }

    /// Changes the value, for example by an event, which is newer than any answer in flight. `None` without a value.
    pub(crate) fn change<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.request.overtake();
        let mut changed = None;
        focus::keep(|| {
            changed = self.value.try_maybe_update(|value| match value {
                Some(value) => (true, Some(change(value))),
                None => (false, None),
            });
        });
        changed.flatten()
    }
}

/// Sets the value, unless it is equal and `unless_same` was asked for.
fn show<T: Send + Sync + 'static>(
    value: RwSignal<Option<T>>,
    is_same: StoredValue<Option<Same<T>>>,
    fresh: T,
) {
    let is_shown = is_same.get_value().is_some_and(|is_same| {
        value.with_untracked(|shown| shown.as_ref().is_some_and(|shown| is_same(shown, &fresh)))
    });
    if !is_shown {
        value.set(Some(fresh));
    }
}
