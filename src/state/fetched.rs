//! Something that a page shows and the server has.

use super::connection::Connection;
use super::session::SessionState;
use crate::api::ApiError;
use crate::platform::focus;
use crate::platform::timer::Timer;
use domain::wire::problem::ProblemCode;
use futures::channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;

/// Fetches it. Boxed, so that what uses it is compiled once a type.
type Fetch<T> = Callback<(), Pin<Box<dyn Future<Output = Result<T, ApiError>>>>>;

/// Whether two answers tell the same.
type Same<T> = fn(&T, &T) -> bool;

/// Milliseconds until a refresh that failed is tried again; doubled up to the limit.
const RETRY: u32 = 2_000;
const RETRY_LIMIT: u32 = 30_000;

/// How often an answer is dropped because something newer was heard while it was on its way.
const OVERTAKEN: u32 = 3;

/// Something fetched: a wait, an error with another try, or the thing itself, which no error and no older answer replaces.
///
/// There is one request at a time. What failed for want of a network or a session is fetched again when that is back.
#[derive(Debug)]
pub(crate) struct Fetched<T: Send + Sync + 'static> {
    value: RwSignal<Option<Result<T, ApiError>>>,
    waiting: RwSignal<bool>,
    fetch: Fetch<T>,
    /// Set where it is worth asking.
    is_same: StoredValue<Option<Same<T>>>,
    /// Somebody asked for it again while it was on its way.
    is_stale: StoredValue<bool>,
    /// Counts changes made here, which an answer begun before does not know.
    changes: StoredValue<u32>,
    overtaken: StoredValue<u32>,
    pause: StoredValue<u32>,
    timer: Timer,
    /// Those who wait for it to be as new as it can be.
    waiters: StoredValue<Vec<oneshot::Sender<()>>, LocalStorage>,
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
        let fetched = Self {
            value: RwSignal::new(first),
            waiting: RwSignal::new(false),
            fetch: Callback::new(move |()| {
                let fetching: Pin<Box<dyn Future<Output = Result<T, ApiError>>>> =
                    Box::pin(fetch());
                fetching
            }),
            is_same: StoredValue::new(None),
            is_stale: StoredValue::new(false),
            changes: StoredValue::new(0),
            overtaken: StoredValue::new(0),
            pause: StoredValue::new(RETRY),
            timer: Timer::new(),
            waiters: StoredValue::new_local(Vec::new()),
        };
        if fetched.value.with_untracked(Option::is_none) {
            fetched.start();
        }
        let session = SessionState::current();
        Effect::watch(
            move || session.renewals(),
            move |_, _, _| {
                if fetched.failed_by(|error| error.code() == Some(ProblemCode::SignInRequired)) {
                    fetched.start();
                }
            },
            false,
        );
        if let Some(connection) = Connection::current() {
            Effect::watch(
                move || connection.returns(),
                move |_, _, _| {
                    if fetched.failed_by(ApiError::is_passing) {
                        fetched.start();
                    }
                },
                false,
            );
        }
        fetched
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
        self.value.try_with_untracked(|value| value.as_ref()?.as_ref().ok().cloned())?
    }

    /// What there is, tracked.
    pub(crate) fn get(self) -> Option<Result<T, ApiError>> {
        self.value.get()
    }

    /// Looks at what there is, tracked.
    pub(crate) fn with<U>(self, look: impl FnOnce(&Option<Result<T, ApiError>>) -> U) -> U {
        self.value.with(look)
    }

    /// Whether it is on its way, for a button.
    pub(crate) fn waiting(self) -> Signal<bool> {
        self.waiting.into()
    }

    /// Fetches it anew; what is shown stays until the answer is there. Tried until it works out where something is shown.
    pub(crate) fn refresh(self) {
        self.is_stale.try_set_value(true);
        self.start();
    }

    /// [`refresh`](Self::refresh), waiting until it has worked out or the page is gone.
    pub(crate) async fn refreshed(self) {
        let (told, hears) = oneshot::channel();
        let is_there = self.waiters.try_update_value(|waiters| waiters.push(told)).is_some();
        if is_there {
            self.refresh();
            let _ = hears.await;
        }
    }

    /// Changes what is shown by something newer than any answer on its way. `None` when nothing is shown.
    pub(crate) fn change<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.changes.try_update_value(|changes| *changes = changes.wrapping_add(1));
        if self.waiting.try_get_untracked() == Some(true) {
            self.is_stale.try_set_value(true);
        }
        let mut changed = None;
        focus::keep(|| {
            changed = self.value.try_update(|value| match value {
                Some(Ok(value)) => Some(change(value)),
                _ => None,
            });
        });
        changed.flatten()
    }

    fn failed_by(self, is_cause: impl Fn(&ApiError) -> bool) -> bool {
        let failed = |value: &Option<Result<T, ApiError>>| matches!(value, Some(Err(error)) if is_cause(error));
        self.value.try_with_untracked(failed) == Some(true)
            || self.is_stale.try_get_value() == Some(true)
    }

    fn is_shown(self, fresh: &T) -> bool {
        let Some(is_same) = self.is_same.get_value() else { return false };
        self.value.with_untracked(|value| matches!(value, Some(Ok(shown)) if is_same(shown, fresh)))
    }

    fn start(self) {
        if self.waiting.try_get_untracked() != Some(false) {
            return;
        }
        self.timer.clear();
        self.waiting.set(true);
        self.is_stale.set_value(false);
        let begun = self.changes.get_value();
        let fetching = self.fetch.run(());
        spawn_local(async move {
            let answer = fetching.await;
            if self.waiting.try_set(false).is_none() {
                self.arrived(answer, begun);
            }
        });
    }

    fn arrived(self, answer: Result<T, ApiError>, begun: u32) {
        let is_shown = self.value.with_untracked(|value| matches!(value, Some(Ok(_))));
        let is_overtaken = begun != self.changes.get_value() && is_shown;
        match answer {
            Ok(_) if is_overtaken && self.overtaken.get_value() < OVERTAKEN => {
                self.overtaken.update_value(|times| *times += 1);
                return self.start();
            }
            Ok(fresh) => {
                self.overtaken.set_value(0);
                self.pause.set_value(RETRY);
                if !self.is_shown(&fresh) {
                    focus::keep(move || self.value.set(Some(Ok(fresh))));
                }
            }
            Err(error) if is_shown => {
                if error.is_passing() {
                    self.is_stale.set_value(true);
                    let pause = self.pause.get_value();
                    self.pause.set_value(pause.saturating_mul(2).min(RETRY_LIMIT));
                    self.timer.set(pause, move || self.start());
                    return;
                }
                if error.code() == Some(ProblemCode::SignInRequired) {
                    return self.is_stale.set_value(true);
                }
            }
            Err(error) => self.value.set(Some(Err(error))),
        }
        if self.is_stale.get_value() {
            return self.start();
        }
        let waiters = self.waiters.try_update_value(std::mem::take).unwrap_or_default();
        for waiter in waiters {
            let _ = waiter.send(());
        }
    }
}
