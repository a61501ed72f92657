use leptos::prelude::{on_cleanup, window_event_listener_untyped};
use web_sys::Event;

/// Hears an event of the window as long as the owner lives. Boxed, so that it is compiled once.
pub(super) fn listen(event: &str, act: Box<dyn Fn(&Event)>) {
    let handle = window_event_listener_untyped(event, move |event| act(&event));
    on_cleanup(move || handle.remove());
}
