//! Callbacks that the layers above `api` set, to be called after every request.

use crate::platform::clock;
use std::cell::Cell;

thread_local! {
    static SIGN_IN_REQUIRED: Cell<Option<fn()>> = const { Cell::new(None) };
    static ANSWERED: Cell<Option<fn(bool)>> = const { Cell::new(None) };
    /// Until when the server wants no retries, in ms by the clock of this device.
    static BUSY_UNTIL: Cell<i64> = const { Cell::new(0) };
}

/// Longest `Retry-After` that is obeyed, in seconds.
const BUSY_LIMIT: u32 = 300;

/// Sets the callback for a response that says the session is over.
pub(crate) fn on_sign_in_required(act: fn()) {
    SIGN_IN_REQUIRED.set(Some(act));
}

/// Call when the session is over: lets the citizen sign in again.
pub(crate) fn sign_in_required() {
    if let Some(act) = SIGN_IN_REQUIRED.get() {
        act();
    }
}

/// Sets the callback for the end of every request: `true` for any response, `false` if there will be none.
pub(crate) fn on_answered(act: fn(bool)) {
    ANSWERED.set(Some(act));
}

/// Call for a request that did not go through this client. `is_there`: whether there was a response.
pub(crate) fn answered(is_there: bool) {
    if let Some(act) = ANSWERED.get() {
        act(is_there);
    }
}

/// The server wants no retry within so many seconds (`Retry-After`).
pub(super) fn busy_for(seconds: u32) {
    BUSY_UNTIL.set(clock::device_ms() + i64::from(seconds.min(BUSY_LIMIT)) * 1_000);
}

/// Milliseconds until the server accepts another automatic retry; 0 if it does now.
pub(crate) fn welcome_in() -> u32 {
    u32::try_from(BUSY_UNTIL.get() - clock::device_ms()).unwrap_or_default()
}
