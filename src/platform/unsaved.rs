//! Where edits that are not on the server yet lie in this browser, sealed, by names made of opaque ids. Twice: in the local
//! storage, which is read at once and reaches the disk late, and in a durable store, for a browser that is killed.

use super::{clock, durable, storage};
use std::cell::Cell;

const PREFIX: &str = "okno.unsaved.";
/// What the names of visits begin with.
pub(crate) const VISITS: &str = "visit.";

thread_local! {
    /// The last number that this page has written.
    static LAST: Cell<i64> = const { Cell::new(0) };
}

/// Does again what was done last before the browser was killed. To be waited for before anything is read.
pub(crate) async fn restored() {
    for (key, text) in durable::all().await {
        let (order, sealed) = parts(&text);
        if order <= written(&key) {
            continue;
        }
        if sealed.is_empty() {
            storage::remove(&key);
            durable::put(&key, None);
        } else {
            storage::set(&key, &text);
        }
    }
}

/// The names that begin with `beginning`, in the order in which they were written last.
pub(crate) fn names(beginning: &str) -> Vec<String> {
    let beginning = key(beginning);
    let mut names: Vec<(i64, String)> = Vec::new();
    for key in storage::keys().into_iter().filter(|key| key.starts_with(&beginning)) {
        let order = written(&key);
        let place = names.iter().position(|(other, _)| *other > order).unwrap_or(names.len());
        names.insert(place, (order, key.trim_start_matches(PREFIX).to_owned()));
    }
    names.into_iter().map(|(_, name)| name).collect()
}

pub(crate) fn get(name: &str) -> Option<String> {
    let text = storage::get(&key(name))?;
    Some(parts(&text).1.to_owned())
}

pub(crate) fn set(name: &str, sealed: &str) {
    let key = key(name);
    // Only visits are written about by other tabs and pages too; reading the text of a draft at every letter would cost more
    // than sealing it.
    let before = if name.starts_with(VISITS) { written(&key) } else { LAST.get() };
    let text = text(before, sealed);
    storage::set(&key, &text);
    durable::put(&key, Some(&text));
}

/// That it went is kept too, until the next start: the local storage may come back with it.
pub(crate) fn forget(name: &str) {
    let key = key(name);
    let gone = text(written(&key), "");
    storage::remove(&key);
    durable::put(&key, Some(&gone));
}

/// What the names of everything about a draft begin with.
pub(crate) fn of_draft(draft: &str) -> String {
    format!("{draft}.")
}

/// The draft is gone.
pub(crate) fn forget_draft(draft: &str) {
    names(&of_draft(draft)).iter().for_each(|name| forget(name));
}

/// At sign-out, what was typed about visits. Answers of drafts stay: only their owner can open them.
pub(crate) fn forget_visits() {
    let visits = key(VISITS);
    for key in storage::keys().into_iter().filter(|key| key.starts_with(&visits)) {
        storage::remove(&key);
        durable::put(&visits, None);
    }
}

fn key(name: &str) -> String {
    format!("{PREFIX}{name}")
}

/// What is kept: `sealed`, after a number that says which text of a key is the later one. `before`: the number of the one
/// before.
fn text(before: i64, sealed: &str) -> String {
    // By the clock, and one more where that was set back.
    let number = clock::device_ms().max(before.saturating_add(1));
    LAST.set(number);
    format!("{number} {sealed}")
}

fn parts(text: &str) -> (i64, &str) {
    text.split_once(' ')
        .map_or((0, ""), |(order, sealed)| (order.parse().unwrap_or_default(), sealed))
}

/// The number of what the local storage has; 0 for nothing.
fn written(key: &str) -> i64 {
    storage::get(key).map_or(0, |text| parts(&text).0)
}
