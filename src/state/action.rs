//! The only place that starts tasks for pages.
//!
//! The citizen can leave a page at any moment. Its signals are disposed then, and reading a disposed signal panics. So a
//! request captures only what it owns; what changes the page afterwards is a separate closure, called only if the page is
//! still there.

use crate::api::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;

/// A request that a button starts: one at a time, with its `busy` state and its error.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Action {
    busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
}

impl Action {
    /// Disposed with the current owner.
    pub(crate) fn new() -> Self {
        Self { busy: RwSignal::new(false), error: RwSignal::new(None) }
    }

    /// Whether the request is in flight, for a button.
    pub(crate) fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Error of the last request; cleared by the next one.
    pub(crate) fn error(self) -> Signal<Option<ApiError>> {
        self.error.into()
    }

    /// Whether the page is gone, for requests that then have to clean up.
    pub(crate) fn is_disposed(self) -> bool {
        self.busy.is_disposed()
    }

    /// Shows an error of [`settle`](Self::settle) as [`run`](Self::run) does.
    pub(crate) fn fail(self, error: ApiError) {
        self.error.try_set(Some(error));
    }

    /// Sends `request` unless one is in flight. Calls `done` with its result if the page is still there; shows an error.
    pub(crate) fn run<T: 'static>(
        self,
        request: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        self.settle(request, move |answer| match answer {
            Ok(brought) => done(brought),
            Err(error) => self.error.set(Some(error)),
        });
    }

    /// Like [`run`](Self::run), but `done` gets errors, too: for callers that do more than show them.
    pub(crate) fn settle<T: 'static>(
        self,
        request: impl Future<Output = T> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        self.start(task(request, done));
    }

    fn start(self, task: Task) {
        if self.busy.try_get_untracked() != Some(false) {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            let done = task.await;
            // `try_set` gives the value back if the signal is disposed.
            if self.busy.try_set(false).is_none() {
                done();
            }
        });
    }
}

/// Requests of which only the newest counts: an older answer never replaces a newer one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Latest {
    newest: StoredValue<u32>,
}

impl Latest {
    /// Disposed with the current owner.
    pub(crate) fn new() -> Self {
        Self { newest: StoredValue::new(0) }
    }

    /// Sends `request`. Calls `done` with the answer if no newer request was sent and the page is still there.
    pub(crate) fn run<T: 'static>(
        self,
        request: impl Future<Output = T> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        self.start(task(request, done));
    }

    fn start(self, task: Task) {
        let Some(number) = self.next() else { return };
        spawn_local(async move {
            let done = task.await;
            if self.newest.try_get_value() == Some(number) {
                done();
            }
        });
    }

    /// Ignores the answer of a request in flight.
    pub(crate) fn cancel(self) {
        self.next();
    }

    fn next(self) -> Option<u32> {
        self.newest.try_update_value(|newest| {
            *newest = newest.wrapping_add(1);
            *newest
        })
    }
}

/// Starts a task that goes on after its page is gone. It must not capture anything of a page.
pub(crate) fn commit(task: impl Future<Output = ()> + 'static) {
    spawn_local(task);
}

/// A request that resolves to what follows its answer. Boxed, so that the code that drives it is compiled only once.
type Task = Pin<Box<dyn Future<Output = Box<dyn FnOnce()>>>>;

fn task<T: 'static>(
    request: impl Future<Output = T> + 'static,
    done: impl FnOnce(T) + 'static,
) -> Task {
    Box::pin(async move {
        let answer = request.await;
        let follow: Box<dyn FnOnce()> = Box::new(move || done(answer));
        follow
    })
}
