//! Tells the next page of this tab what has just happened to the account.

use std::cell::Cell;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    Registered,
    PasswordChanged,
    PhoneChanged,
}

thread_local! {
    static NEWS: Cell<Option<News>> = const { Cell::new(None) };
}

pub(super) fn note(news: News) {
    NEWS.set(Some(news));
}

/// Whether this has just happened; `true` only once.
pub(super) fn take(news: News) -> bool {
    NEWS.take() == Some(news)
}
