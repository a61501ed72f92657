//! Messages about the session between the tabs of one browser: a marker in local storage, whose changes the browser reports
//! to the other tabs at once. It says nothing about the citizen. While a sign-out is pending, the marker has the name of the
//! session: the next page that opens has to end that session on the server first.

use crate::platform::storage;
use std::cell::RefCell;

const KEY: &str = "okno.session";
const SIGNED_OUT: &str = "leaving ";
const SIGNED_IN: &str = "back";

thread_local! {
    /// Replaces the marker in a browser without storage.
    static PENDING: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A change made in another tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Message {
    /// The citizen signed out.
    SignedOut,
    /// The session of a citizen who signed out has ended on the server, too.
    SignOutConfirmed,
    /// Somebody signed in.
    SignedIn,
}

/// Whether the citizen has signed out and the session has not ended on the server yet.
pub(super) fn is_sign_out_pending() -> bool {
    pending_sign_out().is_some()
}

/// Name of the session that the citizen has signed out of and that has not ended on the server yet.
pub(super) fn pending_sign_out() -> Option<String> {
    PENDING.with_borrow(Clone::clone).or_else(|| session_in(&storage::get(KEY)?).map(str::to_owned))
}

/// Notes that the citizen signs out of this session.
pub(super) fn sign_out(session: &str) {
    PENDING.set(Some(session.to_owned()));
    storage::set(KEY, &format!("{SIGNED_OUT}{session}"));
}

/// Notes that the session has ended on the server.
pub(super) fn confirm_sign_out() {
    PENDING.set(None);
    storage::remove(KEY);
}

/// Reports a sign-in to the other tabs. The change alone is the message, so the marker goes at once.
pub(super) fn sign_in() {
    PENDING.set(None);
    storage::set(KEY, SIGNED_IN);
    storage::remove(KEY);
}

/// Listens to the other tabs until the owner is disposed.
pub(super) fn listen(on_message: impl Fn(Message) + 'static) {
    storage::on_change(KEY, move |value, before| {
        PENDING.set(None);
        match (value, before.and_then(session_in)) {
            (Some(value), _) if session_in(value).is_some() => on_message(Message::SignedOut),
            (Some(_), _) => on_message(Message::SignedIn),
            (None, Some(_)) => on_message(Message::SignOutConfirmed),
            (None, None) => {}
        }
    });
}

fn session_in(note: &str) -> Option<&str> {
    note.strip_prefix(SIGNED_OUT)
}
