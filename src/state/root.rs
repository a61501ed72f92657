//! Where signals live that no page takes with it: state that a part of the app brings along and that outlives its pages.

use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    static ROOT: RefCell<Option<Owner>> = const { RefCell::new(None) };
}

/// Remembers the owner that is current now. Once, by the app.
pub(crate) fn keep() {
    ROOT.set(Owner::current());
}

/// Makes something that lives as long as the app, and may use its contexts.
pub(crate) fn with<T>(make: impl FnOnce() -> T) -> T {
    match ROOT.with_borrow(Clone::clone) {
        Some(owner) => owner.with(|| untrack(make)),
        None => make(),
    }
}
