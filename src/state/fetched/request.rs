//! Decides when to send a request and which answer counts. Independent of the type of the data, so compiled only once.

use crate::api::{self, ApiError};
use crate::platform::effect::watch;
use crate::platform::focus;
use crate::state::action::commit;
use crate::state::connection::Connection;
use crate::state::retry::Retry;
use crate::state::session::SessionState;
use crate::state::waiters::{Applying, Waiters};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

/// Number of answers in a row that are dropped because the value was changed while they were in flight.
const OVERTAKEN: u32 = 3;

/// Sets the value to an answer.
pub(super) type Show = Box<dyn FnOnce()>;

pub(super) type Answer = Pin<Box<dyn Future<Output = Result<Show, ApiError>>>>;

#[derive(Debug, Clone, Copy)]
pub(super) struct Request {
    /// Whether there is a value, and the error otherwise. Two signals, because each further signal type adds wasm and
    /// these two are used elsewhere.
    is_there: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
    waiting: RwSignal<bool>,
    fetch: Callback<(), Answer>,
    course: StoredValue<Course, LocalStorage>,
    retry: Retry,
    /// Futures of [`refreshed`](Self::refreshed).
    waiters: Waiters,
}

#[derive(Debug)]
struct Course {
    /// Another request is needed: a refresh was asked for while one was in flight, or a passing error came.
    is_stale: bool,
    /// Number of local changes: an answer to a request from before the last one is out of date.
    changes: u32,
    overtaken: u32,
}

impl Request {
    /// Sends a request at once if there is neither a value nor an error.
    pub(super) fn new(outcome: Option<Result<(), ApiError>>, fetch: Callback<(), Answer>) -> Self {
        let is_there = matches!(outcome, Some(Ok(())));
        let request = Self {
            is_there: RwSignal::new(is_there),
            error: RwSignal::new(outcome.and_then(Result::err)),
            waiting: RwSignal::new(false),
            fetch,
            course: StoredValue::new_local(Course { is_stale: false, changes: 0, overtaken: 0 }),
            retry: Retry::new(),
            waiters: Waiters::new(),
        };
        if !is_there && request.error.with_untracked(Option::is_none) {
            request.start();
        }
        request.start_on_return();
        request
    }

    /// See [`Fetched::outcome`](super::Fetched::outcome).
    pub(super) fn outcome(self) -> Option<Result<(), ApiError>> {
        if self.is_there.get() { Some(Ok(())) } else { self.error.get().map(Err) }
    }

    pub(super) fn waiting(self) -> Signal<bool> {
        self.waiting.into()
    }

    pub(super) fn refresh(self) {
        self.course.try_update_value(|course| course.is_stale = true);
        self.start();
    }

    pub(super) fn refreshed(self) -> Applying {
        let applying = self.waiters.wait();
        self.refresh();
        applying
    }

    /// See [`Fetched::after_changes`](super::Fetched::after_changes).
    pub(super) fn after_changes(self) {
        if api::is_changing("") {
            commit(async move {
                api::settled("").await;
                self.refresh();
            });
        }
    }

    /// Marks an answer in flight as out of date.
    pub(super) fn overtake(self) {
        let is_waiting = self.waiting.try_get_untracked() == Some(true);
        self.course.try_update_value(|course| {
            course.changes = course.changes.wrapping_add(1);
            course.is_stale |= is_waiting;
        });
    }

    fn start_on_return(self) {
        let session = SessionState::current();
        let start_after = move |is_cause: fn(&ApiError) -> bool| {
            if self.has_failed_by(is_cause) {
                self.start();
            }
        };
        let is_signed_out = |error: &ApiError| error.code() == Some(ProblemCode::SignInRequired);
        watch(move || session.renewals(), move |_, _| start_after(is_signed_out));
        if let Some(connection) = Connection::current() {
            watch(move || connection.returns(), move |_, _| start_after(ApiError::is_passing));
        }
    }

    fn has_failed_by(self, is_cause: fn(&ApiError) -> bool) -> bool {
        let error = self.error.try_get_untracked().flatten();
        error.is_some_and(|error| is_cause(&error))
            || self.course.try_with_value(|course| course.is_stale) == Some(true)
    }

    fn start(self) {
        if self.waiting.try_get_untracked() != Some(false) {
            return;
        }
        self.retry.hold();
        self.waiting.set(true);
        let begun = self.course.try_update_value(|course| {
            course.is_stale = false;
            course.changes
        });
        let answer = self.fetch.run(());
        commit(async move {
            let answer = answer.await;
            if self.waiting.try_set(false).is_none() {
                self.arrived(answer, begun);
            }
        });
    }

    fn arrived(self, answer: Result<Show, ApiError>, begun: Option<u32>) {
        let is_shown = self.is_there.get_untracked();
        // Without a value nothing on the screen is out of date.
        let is_applied = answer.is_ok() || !is_shown;
        let next = self.course.try_update_value(|course| course.next(&answer, is_shown, begun));
        match next.unwrap_or(Next::Wait) {
            Next::Again => return self.start(),
            Next::AgainLater => return self.retry.later(move || self.start()),
            Next::Wait => return,
            Next::Take => focus::keep(|| match answer {
                Ok(show) => {
                    self.retry.end();
                    show();
                    if !is_shown {
                        self.error.set(None);
                        self.is_there.set(true);
                    }
                }
                Err(_) if is_shown => {}
                Err(error) => self.error.set(Some(error)),
            }),
        }
        if self.course.try_with_value(|course| course.is_stale) == Some(true) {
            return self.start();
        }
        self.waiters.notify(is_applied);
    }
}

/// What to do after an answer.
enum Next {
    Take,
    Again,
    AgainLater,
    /// Wait until somebody signs in.
    Wait,
}

impl Course {
    fn next(
        &mut self,
        answer: &Result<Show, ApiError>,
        is_shown: bool,
        begun: Option<u32>,
    ) -> Next {
        match answer {
            Ok(_) if is_shown && begun != Some(self.changes) && self.overtaken < OVERTAKEN => {
                self.overtaken += 1;
                Next::Again
            }
            Ok(_) => {
                self.overtaken = 0;
                Next::Take
            }
            Err(error) if is_shown && error.is_passing() => {
                self.is_stale = true;
                Next::AgainLater
            }
            Err(error) if is_shown && error.code() == Some(ProblemCode::SignInRequired) => {
                self.is_stale = true;
                Next::Wait
            }
            Err(_) => Next::Take,
        }
    }
}
