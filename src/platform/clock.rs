//! Time in the browser.

use chrono::{DateTime, Utc};
use leptos::prelude::window;
use std::cell::Cell;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since 1970 by the clock of this device.
pub(crate) fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// A clock in ms for measuring durations: it counts while the device sleeps, and does not go back when somebody sets the
/// device's clock back. Time is only added up from call to call.
pub(crate) fn running_ms() -> f64 {
    thread_local! {
        /// The device's time at the last call, and the result of that call.
        static LAST: Cell<(f64, f64)> = const { Cell::new((0.0, 0.0)) };
    }
    let (before, passed) = LAST.get();
    let now = now_ms();
    let passed = passed + (now - before).max(0.0);
    LAST.set((now, passed));
    passed
}

/// Waits for `ms` milliseconds; returns at once for 0.
pub(crate) async fn wait(ms: u32) {
    if ms == 0 {
        return;
    }
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(promise).await;
}

thread_local! {
    static SERVER_AHEAD_MS: Cell<i64> = const { Cell::new(0) };
}

/// Sets the server's time from a response that has just arrived. The clock of a device can be wrong by days.
pub(crate) fn set_server(now: DateTime<Utc>) {
    SERVER_AHEAD_MS.set(now.timestamp_millis().saturating_sub(device_ms()));
}

/// The server's time. Every deadline is counted by it.
pub(crate) fn server() -> DateTime<Utc> {
    let ms = device_ms().saturating_add(SERVER_AHEAD_MS.get());
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

/// Whole seconds in `ms`; 0 for less than nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a duration above zero"
)]
pub(crate) fn whole_seconds(ms: f64) -> u32 {
    (ms.max(0.0) / 1_000.0) as u32
}

/// [`now_ms`] as a whole number.
pub(crate) fn device_ms() -> i64 {
    ms_since(0.0)
}

/// Milliseconds since a [moment](now_ms) by the clock of this device.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
pub(crate) fn ms_since(moment: f64) -> i64 {
    (now_ms() - moment) as i64
}

/// Converts a server time to what the clock of this device shows then.
pub(crate) fn on_device(at: DateTime<Utc>) -> DateTime<Utc> {
    let ahead = chrono::TimeDelta::milliseconds(SERVER_AHEAD_MS.get());
    at.checked_sub_signed(ahead).unwrap_or(at)
}
