//! What the browser knows of the network. It is only a hint: «online» may lead nowhere.

use super::listen::listen;

/// Runs `act` when the browser says that the network is back, as long as the owner lives.
pub(crate) fn on_online(act: impl Fn() + 'static) {
    listen("online", Box::new(move |_| act()));
}

/// Runs `act` when the browser says that the network is gone, as long as the owner lives.
pub(crate) fn on_offline(act: impl Fn() + 'static) {
    listen("offline", Box::new(move |_| act()));
}
