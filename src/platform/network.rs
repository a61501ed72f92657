//! What the browser knows of the network. It is only a hint: «online» may lead nowhere.

use leptos::prelude::*;

/// Runs `act` when the browser says that the network is back, as long as the owner lives.
pub(crate) fn on_online(act: impl Fn() + 'static) {
    listen("online", Box::new(act));
}

/// Runs `act` when the browser says that the network is gone, as long as the owner lives.
pub(crate) fn on_offline(act: impl Fn() + 'static) {
    listen("offline", Box::new(act));
}

/// Boxed, so that it is compiled once.
fn listen(event: &str, act: Box<dyn Fn()>) {
    let handle = window_event_listener_untyped(event, move |_| act());
    on_cleanup(move || handle.remove());
}
