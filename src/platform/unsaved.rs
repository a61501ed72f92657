//! Where edits that are not on the server yet lie in this browser, sealed: by the draft's opaque id.

use super::storage;

const PREFIX: &str = "okno.unsaved.";

pub(crate) fn get(draft: &str) -> Option<String> {
    storage::get(&key(draft))
}

pub(crate) fn set(draft: &str, sealed: &str) {
    storage::set(&key(draft), sealed);
}

pub(crate) fn forget(draft: &str) {
    storage::remove(&key(draft));
}

/// At sign-out, what was typed about visits. Answers of drafts stay: only their owner can open them.
pub(crate) fn forget_visits() {
    for key in storage::keys().into_iter().filter(|key| key.starts_with("okno.unsaved.visit.")) {
        storage::remove(&key);
    }
}

fn key(draft: &str) -> String {
    format!("{PREFIX}{draft}")
}
