//! The key with which this browser seals what the signed-in citizen has typed: fetched once a session of the page, kept in
//! memory, gone when they leave (docs/decisions/0005, 0011).

use super::leaving::{self, Leaver};
use crate::api::{self, ApiError};
use crate::platform::seal::Seal;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

thread_local! {
    static SEAL: RefCell<Option<Seal>> = {
        leaving::register(Rc::new(Forgets));
        RefCell::new(None)
    };
    /// Counts leavings: a key that was asked for before one belongs to nobody any more.
    static LEAVINGS: Cell<u32> = const { Cell::new(0) };
}

/// Fetches the key unless it is there.
///
/// # Errors
/// The server could not be asked.
pub(crate) async fn fetch() -> Result<(), ApiError> {
    if is_there() {
        return Ok(());
    }
    let leavings = LEAVINGS.get();
    let key = api::auth::seal().await?.key;
    if LEAVINGS.get() == leavings {
        SEAL.set(Seal::new(&key));
    }
    Ok(())
}

pub(crate) fn is_there() -> bool {
    SEAL.with_borrow(Option::is_some)
}

/// Seals `text`, which can be opened only under the same `place`. `None` without the key.
pub(crate) fn close(place: &str, text: &str) -> Option<String> {
    SEAL.with_borrow(|seal| seal.as_ref()?.close(place, text))
}

/// `None` without the key, or when it is not the one that fits.
pub(crate) fn open(place: &str, sealed: &str) -> Option<String> {
    SEAL.with_borrow(|seal| seal.as_ref()?.open(place, sealed))
}

struct Forgets;

impl Leaver for Forgets {
    fn forget(&self) {
        LEAVINGS.set(LEAVINGS.get().wrapping_add(1));
        SEAL.take();
    }
}
