//! What the tabs of one browser tell each other of the session: a marker in its storage, which the browser shows to every
//! other tab at once. It says nothing of anybody. While it says that somebody is leaving, with the name of the session, the
//! server does not know yet, and whoever opens the app next has to tell it first.

use crate::platform::storage;
use std::cell::RefCell;

const KEY: &str = "okno.session";
const LEAVING: &str = "leaving ";
const BACK: &str = "back";

thread_local! {
    /// For a browser that keeps nothing.
    static LEFT: RefCell<Option<String>> = const { RefCell::new(None) };
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
    left().is_some()
}

/// The name of the session that somebody signed out of and the server does not know.
pub(super) fn left() -> Option<String> {
    LEFT.with_borrow(Clone::clone).or_else(|| leaving(&storage::get(KEY)?).map(str::to_owned))
}

/// The citizen signs out of this session.
pub(super) fn leave(session: &str) {
    LEFT.set(Some(session.to_owned()));
    storage::set(KEY, &format!("{LEAVING}{session}"));
}

/// The server knows that the citizen signed out.
pub(super) fn told() {
    LEFT.set(None);
    storage::remove(KEY);
}

/// Somebody signed in. Only the news counts: nothing is left behind.
pub(super) fn back() {
    LEFT.set(None);
    storage::set(KEY, BACK);
    storage::remove(KEY);
}

/// Hears what the other tabs tell, as long as the owner lives.
pub(super) fn listen(hear: impl Fn(News) + 'static) {
    storage::on_change(KEY, move |value, before| {
        LEFT.set(None);
        match (value, before.and_then(leaving)) {
            (Some(value), _) if leaving(value).is_some() => hear(News::Left),
            (Some(_), _) => hear(News::Back),
            (None, Some(_)) => hear(News::Told),
            (None, None) => {}
        }
    });
}

fn leaving(note: &str) -> Option<&str> {
    note.strip_prefix(LEAVING)
}
