//! A code from a message that is waited for, noted for this tab, so that a reload does not make it worthless: the opaque
//! id of the challenge and two moments, neither login nor phone.

use super::clock;
use leptos::prelude::window;
use web_sys::Storage;

const KEY: &str = "okno.challenge";

/// The moments are milliseconds by the clock of this device.
#[derive(Debug, Clone)]
pub(crate) struct Awaited {
    pub(crate) challenge: String,
    /// When another code can be asked for.
    pub(crate) resend_at: i64,
    pub(crate) good_until: i64,
}

pub(crate) fn note(awaited: &Awaited) {
    let Awaited { challenge, resend_at, good_until } = awaited;
    if let Some(storage) = session() {
        let _ = storage.set_item(KEY, &format!("{challenge} {resend_at} {good_until}"));
    }
}

/// What was noted, unless the code is too old.
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
