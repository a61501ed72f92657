//! What is remembered of unfinished uploads across a reload: fingerprints of content, never a name or content itself.

use super::{clock, storage};

const KEY: &str = "okno.uploads";
/// Only the news counts: nothing is left behind.
const REMOVED: &str = "okno.removed";

/// Milliseconds for which the server keeps what nobody sends on.
const KEPT: i64 = 24 * 60 * 60 * 1_000;

struct Entry {
    fingerprint: String,
    id: String,
    /// When the server had last taken something, by its clock.
    at: i64,
}

/// The fingerprint of the file of an upload.
pub(crate) fn fingerprint_of(id: &str) -> Option<String> {
    entries().into_iter().find(|entry| entry.id == id).map(|entry| entry.fingerprint)
}

pub(crate) fn remember(fingerprint: &str, id: &str) {
    let mut entries = entries();
    entries.retain(|entry| entry.id != id);
    let (fingerprint, id) = (fingerprint.to_owned(), id.to_owned());
    entries.push(Entry { fingerprint, id, at: clock::server().timestamp_millis() });
    write(&entries);
}

pub(crate) fn forget(id: &str) {
    let mut entries = entries();
    entries.retain(|entry| entry.id != id);
    write(&entries);
}

/// Tells the other tabs that a file is being removed.
pub(crate) fn tell_removed(id: &str) {
    storage::set(REMOVED, id);
    storage::remove(REMOVED);
}

/// Hears of it, as long as the owner lives.
pub(crate) fn on_removed(act: impl Fn(&str) + 'static) {
    storage::on_change(REMOVED, move |id, _| id.into_iter().for_each(&act));
}

/// At sign-out.
pub(crate) fn forget_all() {
    storage::remove(KEY);
}

/// Forgets what the server has dropped by now.
pub(crate) fn tidy() {
    let entries = entries();
    write(&entries);
}

/// One line an upload: `fingerprint id moment`.
fn entries() -> Vec<Entry> {
    let text = storage::get(KEY).unwrap_or_default();
    let now = clock::server().timestamp_millis();
    text.lines().filter_map(read).filter(|entry| now - entry.at < KEPT).collect()
}

fn read(line: &str) -> Option<Entry> {
    let mut parts = line.split(' ');
    let mut text = || parts.next().map(str::to_owned);
    Some(Entry { fingerprint: text()?, id: text()?, at: text()?.parse().ok()? })
}

fn write(entries: &[Entry]) {
    if entries.is_empty() {
        return storage::remove(KEY);
    }
    let lines: Vec<_> = entries
        .iter()
        .map(|Entry { fingerprint, id, at }| format!("{fingerprint} {id} {at}"))
        .collect();
    storage::set(KEY, &lines.join("\n"));
}
