//! Remembers the sign-in challenge of this tab, so that the code from the message still works after a reload. Stores only
//! the opaque id and two timestamps, neither login nor phone.

use super::clock;
use leptos::prelude::window;
use web_sys::Storage;

const KEY: &str = "okno.challenge";

/// A challenge whose code the citizen has not entered yet. Both timestamps are in ms, by the clock of this device.
#[derive(Debug, Clone)]
pub(crate) struct Awaited {
    pub(crate) challenge: String,
    /// When the citizen may request another code.
    pub(crate) resend_at: i64,
    pub(crate) good_until: i64,
}

pub(crate) fn note(awaited: &Awaited) {
    let Awaited { challenge, resend_at, good_until } = awaited;
    if let Some(storage) = session() {
        let _ = storage.set_item(KEY, &format!("{challenge} {resend_at} {good_until}"));
    }
}

/// The remembered challenge, or `None` if its code has expired.
pub(crate) fn recall() -> Option<Awaited> {
    let noted = session()?.get_item(KEY).ok()??;
    let awaited = read(&noted).filter(|awaited| clock::device_ms() < awaited.good_until);
    if awaited.is_none() {
        forget();
    }
    awaited
}

pub(crate) fn forget() {
    if let Some(storage) = session() {
        let _ = storage.remove_item(KEY);
    }
}

fn read(noted: &str) -> Option<Awaited> {
    let mut parts = noted.split(' ');
    let challenge = parts.next()?.to_owned();
    let mut moment = || parts.next()?.parse().ok();
    Some(Awaited { challenge, resend_at: moment()?, good_until: moment()? })
}

fn session() -> Option<Storage> {
    window().session_storage().ok()?
}
