//! What the browser knows of the network. It is only a hint: «online» may lead nowhere.

use leptos::ev;
use leptos::prelude::*;

/// Runs `act` when the browser says that the network is back, as long as the owner lives.
pub(crate) fn on_online(act: impl Fn() + 'static) {
    let handle = window_event_listener(ev::online, move |_| act());
    on_cleanup(move || handle.remove());
}

/// Runs `act` when the browser says that the network is gone, as long as the owner lives.
pub(crate) fn on_offline(act: impl Fn() + 'static) {
    let handle = window_event_listener(ev::offline, move |_| act());
    on_cleanup(move || handle.remove());
}
