//! A save that was still on its way when the page went: a page that opens the same draft at once waits for it, instead of
//! showing the answers before. Remembered for this tab only: the draft's opaque id and the version it had.

use leptos::prelude::window;
use web_sys::Storage;

const KEY: &str = "okno.saving";

pub(crate) fn remember(draft: &str, version: u32) {
    if let Some(storage) = session() {
        let _ = storage.set_item(KEY, &format!("{draft} {version}"));
    }
}

pub(crate) fn forget() {
    if let Some(storage) = session() {
        let _ = storage.remove_item(KEY);
    }
}

/// The version that a save of this draft was to replace. It is asked for once.
pub(crate) fn recall(draft: &str) -> Option<u32> {
    let noted = session()?.get_item(KEY).ok()??;
    forget();
    let (noted_draft, version) = noted.split_once(' ')?;
    if noted_draft == draft { version.parse().ok() } else { None }
}

fn session() -> Option<Storage> {
    window().session_storage().ok()?
}
