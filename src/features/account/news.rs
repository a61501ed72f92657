//! Tells the next page of this tab what has just happened to the account.

use std::cell::Cell;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    Registered,
    PasswordChanged,
    PhoneChanged,
    /// Of whoever has just signed in.
    RecoveryCodeUsed,
}

thread_local! {
    static NEWS: Cell<Option<News>> = const { Cell::new(None) };
}

pub(super) fn note(news: News) {
    NEWS.set(Some(news));
}

/// Whether this has just happened; `true` only once.
pub(super) fn take(news: News) -> bool {
    let is_it = is(news);
    if is_it {
        forget();
    }
    is_it
}

/// Whether this has just happened, and no page has said so.
pub(super) fn is(news: News) -> bool {
    NEWS.get() == Some(news)
}

/// The next page may be somebody else's.
pub(super) fn forget() {
    NEWS.set(None);
}
