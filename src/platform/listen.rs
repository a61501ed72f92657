use leptos::prelude::{on_cleanup, window_event_listener_untyped};
use web_sys::Event;

/// Listens to an event of the window until the owner is disposed. `act` is boxed, so that this is compiled once.
pub(super) fn listen(event: &str, act: Box<dyn Fn(&Event)>) {
    let handle = window_event_listener_untyped(event, move |event| act(&event));
    on_cleanup(move || handle.remove());
}
