//! Remembers unfinished uploads across a reload. Stores fingerprints of the files, never their names or content.

use super::{clock, storage};

const KEY: &str = "okno.uploads";
/// Set and deleted at once: only the event that other tabs get matters.
const REMOVED: &str = "okno.removed";

/// Milliseconds after which the server deletes an upload that nobody continues.
const KEPT: i64 = 24 * 60 * 60 * 1_000;

struct Entry {
    fingerprint: String,
    id: String,
    /// When the server last received bytes, in ms by its clock.
    at: i64,
}

/// Fingerprint of an upload's file.
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
pub(crate) fn announce_removed(id: &str) {
    storage::set(REMOVED, id);
    storage::remove(REMOVED);
}

/// Runs `act` when another tab removes a file, until the owner is disposed.
pub(crate) fn on_removed(act: impl Fn(&str) + 'static) {
    storage::on_change(REMOVED, move |id, _| id.into_iter().for_each(&act));
}

/// Forgets all uploads, at sign-out.
pub(crate) fn forget_all() {
    storage::remove(KEY);
}

/// Forgets uploads that the server has deleted by now.
pub(crate) fn tidy() {
    let entries = entries();
    write(&entries);
}

/// One line per upload: `fingerprint id timestamp`.
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
