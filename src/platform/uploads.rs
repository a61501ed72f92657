//! What is remembered of unfinished uploads across a reload: fingerprints of content, never a name or content itself.

use super::storage;

const KEY: &str = "okno.uploads";

/// The fingerprint of the file of an upload.
pub(crate) fn fingerprint_of(id: &str) -> Option<String> {
    entries().into_iter().find(|(_, known)| known == id).map(|(fingerprint, _)| fingerprint)
}

pub(crate) fn remember(fingerprint: &str, id: &str) {
    let mut entries = entries();
    entries.retain(|(_, known)| known != id);
    entries.push((fingerprint.to_owned(), id.to_owned()));
    write(&entries);
}

pub(crate) fn forget(id: &str) {
    let mut entries = entries();
    entries.retain(|(_, known)| known != id);
    write(&entries);
}

/// At sign-out.
pub(crate) fn forget_all() {
    storage::remove(KEY);
}

/// One line an upload: `fingerprint id`.
fn entries() -> Vec<(String, String)> {
    let text = storage::get(KEY).unwrap_or_default();
    let pair = |line: &str| line.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned()));
    text.lines().filter_map(pair).collect()
}

fn write(entries: &[(String, String)]) {
    if entries.is_empty() {
        return storage::remove(KEY);
    }
    let lines: Vec<_> = entries.iter().map(|(print, id)| format!("{print} {id}")).collect();
    storage::set(KEY, &lines.join("\n"));
}
