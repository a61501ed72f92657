//! What the tabs of one browser tell each other of the session: a marker in its storage, which the browser shows to every
//! other tab at once. It says nothing of anybody. While it says that somebody is leaving, the server does not know yet, and
//! whoever opens the app next has to tell it first.

use crate::platform::storage;
use std::cell::Cell;

const KEY: &str = "okno.session";
const LEAVING: &str = "leaving";
const BACK: &str = "back";

thread_local! {
    /// For a browser that keeps nothing.
    static IS_LEAVING: Cell<bool> = const { Cell::new(false) };
}

/// What happened in another tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    /// The citizen signed out.
    Left,
    /// And now the server knows.
    Told,
    /// Somebody signed in.
    Back,
}

/// Whether somebody signed out and the server does not know yet.
pub(super) fn is_leaving() -> bool {
    IS_LEAVING.get() || storage::get(KEY).as_deref() == Some(LEAVING)
}

/// The citizen signs out.
pub(super) fn leave() {
    IS_LEAVING.set(true);
    storage::set(KEY, LEAVING);
}

/// The server knows that the citizen signed out.
pub(super) fn told() {
    IS_LEAVING.set(false);
    storage::remove(KEY);
}

/// Somebody signed in. Only the news counts: nothing is left behind.
pub(super) fn back() {
    IS_LEAVING.set(false);
    storage::set(KEY, BACK);
    storage::remove(KEY);
}

/// Hears what the other tabs tell, as long as the owner lives.
pub(super) fn listen(hear: impl Fn(News) + 'static) {
    storage::on_change(KEY, move |value, before| {
        IS_LEAVING.set(false);
        match (value, before) {
            (Some(LEAVING), _) => hear(News::Left),
            (Some(_), _) => hear(News::Back),
            (None, Some(LEAVING)) => hear(News::Told),
            (None, _) => {}
        }
    });
}
