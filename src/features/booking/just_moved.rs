//! What the page of a booking should know of a move that has just been made here.

use std::cell::RefCell;

thread_local! {
    /// The id of the booking that was moved.
    static MOVED: RefCell<Option<String>> = const { RefCell::new(None) };
}

pub(super) fn note(booking: &str) {
    MOVED.set(Some(booking.to_owned()));
}

/// Whether the citizen has just moved the booking; told once.
pub(super) fn take(booking: &str) -> bool {
    MOVED.take().is_some_and(|moved| moved == booking)
}
