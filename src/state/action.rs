//! What a page does that takes a while: the one place that starts tasks for pages.
//!
//! A page can be left at any moment, and whatever belonged to it is gone then: reading it would end the app. So a request
//! gets only what it owns, and what is to follow on the page is told apart: it happens if the page is still there.

use crate::api::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;

/// Something that the citizen asks for with a button: once at a time, with the wait and the error to show.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Action {
    busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
}

impl Action {
    /// Belongs to the owner that is current now.
    pub(crate) fn new() -> Self {
        Self { busy: RwSignal::new(false), error: RwSignal::new(None) }
    }

    /// Whether it is on its way, for a button.
    pub(crate) fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why it did not work out, until it is tried again.
    pub(crate) fn error(self) -> Signal<Option<ApiError>> {
        self.error.into()
    }

    /// Whether its page is gone, for what a request does otherwise then.
    pub(crate) fn is_left(self) -> bool {
        self.busy.is_disposed()
    }

    /// Shows an error of [`settle`](Self::settle) as [`run`](Self::run) does.
    pub(crate) fn fail(self, error: ApiError) {
        self.error.try_set(Some(error));
    }

    /// Sends `request` unless one is on its way. `done` gets what it brought if the page is still there; an error is kept.
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

    /// As [`run`](Self::run), where an error means more than its words: `done` gets the whole answer.
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
            // A signal that is gone gives the value back.
            if self.busy.try_set(false).is_none() {
                done();
            }
        });
    }
}

/// Requests of which only the newest counts: an older answer never takes the place of a newer one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Latest {
    newest: StoredValue<u32>,
}

impl Latest {
    /// Belongs to the owner that is current now.
    pub(crate) fn new() -> Self {
        Self { newest: StoredValue::new(0) }
    }

    /// Sends `request`. `done` gets the answer if nothing was sent since and the page is still there.
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

    /// What is on its way counts no more.
    pub(crate) fn forget(self) {
        self.next();
    }

    fn next(self) -> Option<u32> {
        self.newest.try_update_value(|newest| {
            *newest = newest.wrapping_add(1);
            *newest
        })
    }
}

/// Carries on with something whether or not the page that began it is still there. The task may hold nothing of a page.
pub(crate) fn commit(task: impl Future<Output = ()> + 'static) {
    spawn_local(task);
}

/// A request, and what is to follow with its answer. Boxed, so that what drives it is compiled once.
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
