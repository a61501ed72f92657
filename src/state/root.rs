//! Owner of signals that outlive pages but belong to a part of the app that is fetched late.

use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    static ROOT: RefCell<Option<Owner>> = const { RefCell::new(None) };
}

/// Stores the current owner as the app's. Called once, by the app.
pub(crate) fn keep() {
    ROOT.set(Owner::current());
}

/// Runs `make` with the app's owner: what it creates lives as long as the app and can use its contexts.
pub(crate) fn with<T>(make: impl FnOnce() -> T) -> T {
    match ROOT.with_borrow(Clone::clone) {
        Some(owner) => owner.with(|| untrack(make)),
        None => make(),
    }
}
