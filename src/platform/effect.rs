//! Effects that take boxed closures: the code that runs them is compiled once, not once per closure.

use leptos::prelude::*;
use std::cell::RefCell;

/// Runs `act` now and whenever a signal that it reads changes, until the owner is disposed.
pub(crate) fn effect(act: impl Fn() + 'static) {
    run(Box::new(act));
}

/// Runs `act` whenever a signal that `read` reads changes, with the new result of `read` and the one before.
pub(crate) fn watch<T: 'static>(read: impl Fn() -> T + 'static, act: impl Fn(&T, &T) + 'static) {
    let last = RefCell::new(None);
    effect(move || {
        let now = read();
        if let Some(before) = last.take() {
            untrack(|| act(&now, &before));
        }
        last.replace(Some(now));
    });
}

fn run(act: Box<dyn Fn()>) {
    Effect::new(move |_: Option<()>| act());
}
