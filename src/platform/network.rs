//! What the browser knows about the network. It is only a hint: «online» does not mean that the server can be reached.

use super::listen::listen;

/// Runs `act` when the browser reports that the network is back, until the owner is disposed.
pub(crate) fn on_online(act: impl Fn() + 'static) {
    listen("online", Box::new(move |_| act()));
}

/// Runs `act` when the browser reports that the network is gone, until the owner is disposed.
pub(crate) fn on_offline(act: impl Fn() + 'static) {
    listen("offline", Box::new(move |_| act()));
}
