//! Tells the page of a booking that the citizen has just moved it in this tab.

use std::cell::RefCell;

thread_local! {
    /// The id of the booking that was moved.
    static MOVED: RefCell<Option<String>> = const { RefCell::new(None) };
}

pub(super) fn note(booking: &str) {
    MOVED.set(Some(booking.to_owned()));
}

/// Whether the citizen has just moved the booking; `true` only once.
pub(super) fn take(booking: &str) -> bool {
    MOVED.take().is_some_and(|moved| moved == booking)
}
