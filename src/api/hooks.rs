//! What the floors above want to hear of every request.

use crate::platform::clock;
use std::cell::Cell;

thread_local! {
    static SIGN_IN_REQUIRED: Cell<Option<fn()>> = const { Cell::new(None) };
    static ANSWERED: Cell<Option<fn(bool)>> = const { Cell::new(None) };
    /// Until when the server asked to be left alone, by the clock of this device.
    static BUSY_UNTIL: Cell<i64> = const { Cell::new(0) };
}

/// Seconds that the server's wish to be left alone is believed for.
const BUSY_LIMIT: u32 = 300;

/// Sets what happens when the server says that the session is over.
pub(crate) fn on_sign_in_required(act: fn()) {
    SIGN_IN_REQUIRED.set(Some(act));
}

/// The session is over: lets the citizen sign in again.
pub(crate) fn sign_in_required() {
    if let Some(act) = SIGN_IN_REQUIRED.get() {
        act();
    }
}

/// Sets what happens when a request has its answer, whatever it says, or will have none.
pub(crate) fn on_answered(act: fn(bool)) {
    ANSWERED.set(Some(act));
}

/// For those who send requests of their own: an answer came, or none will.
pub(crate) fn answered(is_there: bool) {
    if let Some(act) = ANSWERED.get() {
        act(is_there);
    }
}

/// The server wants no other try before so many seconds have passed (`Retry-After`).
pub(super) fn busy_for(seconds: u32) {
    BUSY_UNTIL.set(clock::device_ms() + i64::from(seconds.min(BUSY_LIMIT)) * 1_000);
}

/// Milliseconds before which another try by itself is not welcome.
pub(crate) fn welcome_in() -> u32 {
    u32::try_from(BUSY_UNTIL.get() - clock::device_ms()).unwrap_or_default()
}
