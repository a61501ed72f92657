//! Effects in one shape: what runs them is compiled once and not once a closure.

use leptos::prelude::*;
use std::cell::RefCell;

/// Runs `act` now, and again whenever something that it reads changes, as long as the owner lives.
pub(crate) fn effect(act: impl Fn() + 'static) {
    run(Box::new(act));
}

/// Runs `act` whenever something that `read` reads changes, with what it gives now and what it gave before.
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
