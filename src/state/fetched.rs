//! Something that a page shows and the server has.

mod request;

use super::waiters::Applying;
use crate::api::ApiError;
use crate::platform::focus;
use leptos::prelude::*;
use request::{Answer, Request, Show};
use std::future::Future;

/// Whether two answers tell the same.
type Same<T> = fn(&T, &T) -> bool;

/// Something fetched: a wait, an error with another try, or the thing itself, which no error and no older answer replaces.
///
/// There is one request at a time. What failed for want of a network or a session is fetched again when that is back.
#[derive(Debug)]
pub(crate) struct Fetched<T: Send + Sync + 'static> {
    /// What is shown, once there is something.
    value: RwSignal<Option<T>>,
    /// Set where it is worth asking.
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
    /// Fetches at once, and again when asked.
    pub(crate) fn new<F>(fetch: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        Self::starting_with(None, fetch)
    }

    /// Shows what has been fetched before; fetches when there is nothing yet.
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

    /// Draws nothing anew for an answer that tells what is shown already.
    pub(crate) fn unless_same(self) -> Self
    where
        T: PartialEq,
    {
        self.is_same.set_value(Some(T::eq));
        self
    }

    /// What is shown now, untracked; `None` when nothing is, or the page is gone.
    pub(crate) fn shown_now(self) -> Option<T> {
        self.value.try_get_untracked().flatten()
    }

    /// What is shown, tracked.
    pub(crate) fn shown(self) -> Option<T> {
        self.value.get()
    }

    /// Whether there is something to show, or why not; tracked.
    pub(crate) fn outcome(self) -> Option<Result<(), ApiError>> {
        self.request.outcome()
    }

    /// What there is, tracked.
    pub(crate) fn get(self) -> Option<Result<T, ApiError>> {
        match self.outcome()? {
            Ok(()) => self.value.get().map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// Whether it is on its way, for a button.
    pub(crate) fn waiting(self) -> Signal<bool> {
        self.request.waiting()
    }

    /// Fetches it anew; what is shown stays until the answer is there. Tried until it works out where something is shown.
    pub(crate) fn refresh(self) {
        self.request.refresh();
    }

    /// [`refresh`](Self::refresh), at once; ready when it has worked out, or cannot.
    pub(crate) fn refreshed(self) -> Applying {
        self.request.refreshed()
    }

    /// Changes what is shown by something newer than any answer on its way. `None` when nothing is shown.
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

/// Takes an answer over, unless it tells what is shown already.
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
