//! Changes in flight: what is read meanwhile may be from before them. They outlive the page that has sent them.

use crate::platform::clock;
use std::cell::RefCell;

/// Milliseconds between looks whether they have ended.
const POLL: u32 = 50;

thread_local! {
    /// Their addresses.
    static IN_FLIGHT: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Whether something under this address is being changed; with an empty one, anything at all.
pub(crate) fn is_changing(address: &str) -> bool {
    IN_FLIGHT.with_borrow(|all| all.iter().any(|change| change.starts_with(address)))
}

/// Resolves when nothing under this address is being changed.
pub(crate) async fn settled(address: &str) {
    while is_changing(address) {
        clock::wait(POLL).await;
    }
}

/// A change in flight, until it is dropped.
pub(super) struct Change(String);

impl Change {
    pub(super) fn of(address: &str) -> Self {
        IN_FLIGHT.with_borrow_mut(|all| all.push(address.to_owned()));
        Self(address.to_owned())
    }
}

impl Drop for Change {
    fn drop(&mut self) {
        IN_FLIGHT.with_borrow_mut(|all| {
            if let Some(at) = all.iter().position(|change| *change == self.0) {
                all.swap_remove(at);
            }
        });
    }
}
